import { logLevels } from '@safelight/service-kit';
import { z } from 'zod';

/** The sandbox' environment; the only place of this app that names a variable. */
export const environmentSchema = z.object({
  SAFELIGHT_SANDBOX_HOST: z.string().default('127.0.0.1'),
  SAFELIGHT_SANDBOX_PORT: z.coerce.number().int().min(0).max(65535).default(50051),
  /** Worker threads of the engine; 0 = one per core. */
  SAFELIGHT_SANDBOX_ENGINE_WORKERS: z.coerce.number().int().min(0).max(64).default(0),
  SAFELIGHT_LOG_LEVEL: z.enum(logLevels).default('info'),
});
