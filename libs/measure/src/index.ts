export { measure } from './measure.ts';
export { metricAt, metricPaths } from './metric.ts';
