import type { ListCalibrationsResponse } from '@safelight/wire';
import type { Context } from '../context.ts';

export async function listCalibrations({ calibrator }: Context): Promise<ListCalibrationsResponse> {
  return { calibrations: await calibrator.list() };
}
