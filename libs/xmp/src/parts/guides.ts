/** The guides of Upright: a property for each segment, and how many there are. */
import { findTool } from '@safelight/catalogue';
import { checkValue } from '@safelight/recipe';
import { crsText } from '../elements.ts';
import { parseNumbers } from '../numbers.ts';
import { textOf, type XmlElement } from '../tree.ts';
import type { Part } from './part.ts';

const tool = findTool('uprightGuides')!;
const countName = 'UprightFourSegmentsCount';
const segmentNames = [0, 1, 2, 3].map((index) => `UprightFourSegments_${index}`);

/** Adobe writes nine digits after the point. */
const decimals = 9;

export const guides: Part = {
  properties: [countName, ...segmentNames],
  read: (fields, draft, warn) => {
    const count = fields.take(countName);
    const segments = segmentNames.map((name) => fields.take(name)).filter((segment) => segment !== undefined);
    const stated = count === undefined ? segments.length : Number(textOf(count)?.trim());
    const rows = segments.slice(0, stated).map((segment) => parseNumbers(textOf(segment) ?? ''));
    const checked = checkValue(tool, rows);
    if (checked.ok && rows.length === stated) {
      if (rows.length > 0) draft.settings[tool.name] = checked.value;
      return;
    }
    warn('tool.badValue', `crs:${countName}`, 'The guides cannot be read and are carried along without effect.');
    for (const field of [count, ...segments]) if (field !== undefined) fields.putBack(field);
  },
  write: (recipe, carried): readonly XmlElement[] => {
    const value = recipe.settings[tool.name];
    if (!Array.isArray(value)) return [...carried.values()];
    const rows = value as readonly (readonly number[])[];
    return [
      crsText(countName, String(rows.length)),
      ...rows.map((row, index) => crsText(segmentNames[index]!, row.map((one) => one.toFixed(decimals)).join(','))),
    ];
  },
};
