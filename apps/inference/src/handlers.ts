import type { Handlers } from '@safelight/service-kit';
import type { inferenceContract } from '@safelight/wire/inference';
import type { Context } from './context.ts';
import { refuseUnknown } from './http/routes.ts';
import { serverMetadata } from './serverMetadata.ts';

/** The unary methods; each is a line, because what it does lies in the rooms of models and repository. */
export function handlersOf({ repository }: Context): Handlers<typeof inferenceContract> {
  return {
    serverLive: async () => true,
    serverReady: async () => repository.isReady,
    modelReady: async ({ name, version }) => repository.isModelReady(name, version),
    serverMetadata: async () => serverMetadata,
    modelMetadata: async ({ name, version }) => repository.metadata(name, version),
    modelInfer: async (request, { signal, tenant }) =>
      repository.find(request.modelName, request.modelVersion).infer(request, { signal, tenant }),
    modelConfig: async ({ name, version }) => repository.find(name, version).config(),
    modelStatistics: async ({ name, version }) => repository.statistics(name, version),
    repositoryIndex: ({ ready }) => repository.index(ready),
    repositoryModelLoad: async ({ modelName, config, unknown }) => {
      refuseUnknown(unknown);
      await repository.load(modelName, config);
      return {};
    },
    repositoryModelUnload: async ({ modelName, unknown }) => {
      refuseUnknown(unknown);
      await repository.unload(modelName);
      return {};
    },
  };
}
