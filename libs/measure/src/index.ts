export { ciede2000, labOfLinear, type Lab } from './ciede2000.ts';
export { measure } from './measure.ts';
export { absentRegion, measureRegion, type Weights } from './region.ts';
export { metricAt, metricPaths } from './metric.ts';
