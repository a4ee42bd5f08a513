import type { CorrectionKind } from '@safelight/intent';
import { colour } from './colour.ts';
import { contrast } from './contrast.ts';
import type { BalancedFigure } from './correction.ts';
import { exposure } from './exposure.ts';
import { whiteBalance } from './white-balance.ts';

/** What "put it right" means for each kind; a new kind does not compile until it has one. */
export const balancedFigures: Readonly<Record<CorrectionKind, BalancedFigure>> = {
  exposure,
  whiteBalance,
  contrast,
  colour,
};

export { correctionMetric } from './correction.ts';
