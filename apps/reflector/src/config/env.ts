import { logLevels } from '@safelight/service-kit';
import { z } from 'zod';
import { reflectorLimits } from '../limits.ts';

/** The reflector's environment; the only place of this app that names a variable. */
export const environmentSchema = z.object({
  SAFELIGHT_REFLECTOR_HOST: z.string().default('127.0.0.1'),
  SAFELIGHT_REFLECTOR_PORT: z.coerce.number().int().min(0).max(65535).default(50054),
  SAFELIGHT_REFLECTOR_DATA: z.string().min(1, 'Name the folder for trajectories and samples.'),
  /** Difference of aesthetic + instruction that makes a pair. */
  SAFELIGHT_REFLECTOR_MARGIN_MIN: z.coerce.number().min(0).max(8).default(reflectorLimits.marginMinDefault),
  SAFELIGHT_LOG_LEVEL: z.enum(logLevels).default('info'),
});
