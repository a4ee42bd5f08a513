import type { GetCalibrationResponse } from '@safelight/wire';
import type { Context } from '../context.ts';

export function getCalibration(
  { calibrator }: Context,
  { version }: { readonly version: string },
): Promise<GetCalibrationResponse> {
  return calibrator.get(version);
}
