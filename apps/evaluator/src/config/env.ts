import { logLevels } from '@safelight/service-kit';
import { z } from 'zod';

/** The evaluator's environment; the only place of this app that names a variable. */
export const environmentSchema = z.object({
  SAFELIGHT_EVALUATOR_HOST: z.string().default('127.0.0.1'),
  SAFELIGHT_EVALUATOR_PORT: z.coerce.number().int().min(0).max(65535).default(50053),
  SAFELIGHT_LOG_LEVEL: z.enum(logLevels).default('info'),
});
