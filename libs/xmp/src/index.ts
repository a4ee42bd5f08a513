export { readXmp, type Carrier, type ReadOptions, type ReadResult } from './read.ts';
export { writeSidecar, type WriteOptions } from './write.ts';
export { rewriteXmp } from './rewrite.ts';
export { applyPreset, readPreset, writePreset, type Preset, type PresetNames, type WrittenPreset } from './preset.ts';
export { readProperties } from './rdf.ts';
export { elementsOf, parseXml, textOf, type XmlElement } from './tree.ts';
