import type { CalibrateRequest, CalibrateResponse } from '@safelight/wire';
import { backendFor, type Context } from '../context.ts';

export async function calibrate(
  context: Context,
  { evaluatorVersion, pairs }: CalibrateRequest,
): Promise<CalibrateResponse> {
  const version = evaluatorVersion ?? backendFor(context, undefined).version;
  const calibration = await context.calibrator.learn(version, pairs);
  context.events.calibrated(calibration);
  return { calibration };
}
