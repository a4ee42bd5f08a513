/** What a develop preset says of itself; no part of an edit. */
import { crsUri } from '@safelight/catalogue';
import { textOf, type XmlElement } from './tree.ts';

/** As Lightroom writes it for a preset that fits every photo. */
export const envelope: readonly (readonly [name: string, text: string])[] = [
  ['PresetType', 'Normal'],
  ['Cluster', ''],
  ['SupportsAmount2', 'True'],
  ['SupportsAmount', 'True'],
  ['SupportsColor', 'True'],
  ['SupportsMonochrome', 'True'],
  ['SupportsHighDynamicRange', 'True'],
  ['SupportsNormalDynamicRange', 'True'],
  ['SupportsSceneReferred', 'True'],
  ['SupportsOutputReferred', 'True'],
  ['RequiresRGBTables', 'False'],
  ['ShowInPresets', 'True'],
  ['ShowInQuickActions', 'False'],
  ['CameraModelRestriction', ''],
  ['Copyright', ''],
  ['ContactInfo', ''],
];

/** Names in one language each. */
export const alternatives = ['Name', 'ShortName', 'SortName', 'Group', 'Description'] as const;

const names = new Set<string>(['UUID', ...envelope.map(([name]) => name), ...alternatives]);

export function isPreset(properties: readonly XmlElement[]): boolean {
  const type = properties.find(({ uri, name }) => uri === crsUri && name === 'PresetType');
  return type !== undefined && textOf(type)?.trim() === 'Normal';
}

/** Whether a property of a preset is one that the preset says of itself. */
export function isEnvelope({ uri, name }: XmlElement): boolean {
  return uri === crsUri && names.has(name);
}
