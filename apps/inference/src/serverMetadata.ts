import type { ServerMetadata } from '@safelight/wire/inference';

export const serverMetadata: ServerMetadata = {
  name: 'safelight-inference',
  version: '0.1.0',
  extensions: [
    'model_repository',
    'schedule_policy',
    'model_configuration',
    'binary_tensor_data',
    'parameters',
    'statistics',
  ],
};
