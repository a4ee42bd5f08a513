import { loadConfig, logLevels } from '@safelight/service-kit';
import { z } from 'zod';
import { reflectorLimits } from '../limits.ts';

const schema = z.object({
  REFLECTOR_DATA_DIR: z.string().min(1).default('data/reflector'),
  REFLECTOR_HOST: z.string().min(1).default('127.0.0.1'),
  REFLECTOR_PORT: z.coerce.number().int().min(0).max(65_535).default(7_004),
  /** Difference of aesthetic + instruction that makes a pair. */
  REFLECTOR_MARGIN_MIN: z.coerce.number().min(0).max(8).default(reflectorLimits.marginMinDefault),
  LOG_LEVEL: z.enum(logLevels).default('info'),
});

export type Env = z.output<typeof schema>;

/** @throws Fault `config.invalid` with every variable that is malformed. */
export function readEnv(environment: NodeJS.ProcessEnv): Env {
  return loadConfig(schema, environment);
}
