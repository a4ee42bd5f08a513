import { loadConfig, logLevels } from '@safelight/service-kit';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

const schema = z.object({
  GATEWAY_DATA_DIR: z.string().min(1).default('data'),
  GATEWAY_HOST: z.string().min(1).default('127.0.0.1'),
  GATEWAY_HTTP_PORT: port.default(8_080),
  GATEWAY_GRPC_PORT: port.default(7_001),
  /** Keeps an empty database for new data folders; unset = make each anew. */
  GATEWAY_DATABASE_TEMPLATE_DIR: z.string().min(1).optional(),
  SANDBOX_ADDRESS: z.string().min(1),
  POLICY_ADDRESS: z.string().min(1),
  EVALUATOR_ADDRESS: z.string().min(1),
  REFLECTOR_ADDRESS: z.string().min(1),
  LOG_LEVEL: z.enum(logLevels).default('info'),
});

export type Env = z.output<typeof schema>;

/** @throws Fault `config.invalid` with every variable that is malformed. */
export function readEnv(environment: NodeJS.ProcessEnv): Env {
  return loadConfig(schema, environment);
}
