export { plcc, ranks, srcc } from './correlation.ts';
export { pixelDistance, regionDistance, type PixelDistance, type RegionMask } from './distance.ts';
export { resizeBilinear } from './resize.ts';
export { overall, summarise, type Summary } from './score.ts';
