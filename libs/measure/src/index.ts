export { ciede2000, labOfLinear, type Lab } from './ciede2000.ts';
export { measure } from './measure.ts';
export { absentRegion, measurePart, measureRegion, type PartFigures, type Weights } from './region.ts';
export { metricAt, metricPaths } from './metric.ts';
export { oklabOfCodes } from './oklab.ts';
export { bandCentres, bandOf, colouredFrom } from './hue.ts';
