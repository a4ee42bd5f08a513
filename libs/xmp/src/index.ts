export { readXmp, type Carrier, type ReadOptions, type ReadResult } from './read.ts';
export { writeSidecar, type WriteOptions } from './write.ts';
export { readProperties } from './rdf.ts';
export { elementsOf, parseXml, textOf, type XmlElement } from './tree.ts';
