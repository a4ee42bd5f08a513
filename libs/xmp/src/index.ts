export { readXmp, type Carrier, type ReadOptions, type ReadResult } from './read.ts';
export { writeSidecar, type WriteOptions } from './write.ts';
