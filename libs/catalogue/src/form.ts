import type { Choice, ToolScope, ToolType, XmpForm, XmpScale } from './tool.ts';

/** Reads the conversion out of a unit such as `% [xmp=ui/100]` or `% [xmp=1-ui/100]`. */
export function parseScale(unit: string): XmpScale {
  const bracket = /\[xmp=([^\]]*)\]/.exec(unit);
  if (bracket === null) return { divisor: 1, inverted: false };
  const match = /^(1-)?ui(?:\/(\d+))?(?=$|[ ,])/.exec(bracket[1]!);
  if (match === null) throw new Error(`unit '${unit}' has an unknown conversion`);
  return { divisor: match[2] === undefined ? 1 : Number(match[2]), inverted: match[1] !== undefined };
}

export interface ChoiceList {
  readonly choices: readonly Choice[];
  readonly open: boolean;
  readonly numbered: boolean;
}

/**
 * Reads the choices out of the unit of an enumeration. `1 Highlight Priority|2 Color Priority` gives numbers with
 * labels, `10.0(PV4)` a name with a label, `...` or `<user name>` an open list.
 */
export function parseChoices(unit: string): ChoiceList {
  if (unit === 'open list of installed profiles') return { choices: [], open: true, numbered: false };
  const listed = unit
    .replace(/^open list: /, '')
    .replace(/; other codes unverified.*$/, '')
    .replace(/ observed \(.*$/, '')
    .replace(/ \((?:EXIF codes|ACR [\d.]+\+)\)$/, '');
  const items = listed.split('|');
  const named = items.filter((item) => item !== '...' && !/^<.*>$/.test(item));
  const choices = named.map(parseChoice);
  const numbered = choices.every((choice) => typeof choice.value === 'number');
  if (!numbered && choices.some((choice) => typeof choice.value === 'number')) {
    throw new Error(`unit '${unit}' mixes numbers and names`);
  }
  return { choices, open: named.length < items.length, numbered };
}

function parseChoice(item: string): Choice {
  const numbered = /^(\d+)(?: (.+))?$/.exec(item);
  if (numbered !== null) return { value: Number(numbered[1]), label: numbered[2] ?? numbered[1]! };
  const labelled = /^([^()]+)\((.+)\)$/.exec(item);
  if (labelled !== null) return { value: labelled[1]!, label: labelled[2]! };
  if (item === '' || /[()<>]/.test(item)) throw new Error(`choice '${item}' has an unknown form`);
  return { value: item, label: item };
}

/** Properties whose spelling differs from what their range and step say; observed in files that Adobe wrote. */
const spellings: Readonly<Record<string, XmpForm>> = {
  Exposure2012: { form: 'decimal', signed: true, decimals: 2, fixed: true },
  HDRMaxValue: { form: 'decimal', signed: false, decimals: 2, fixed: true },
  PerspectiveX: { form: 'decimal', signed: true, decimals: 2, fixed: true },
  PerspectiveY: { form: 'decimal', signed: true, decimals: 2, fixed: true },
  PerspectiveRotate: { form: 'decimal', signed: true, decimals: 1, fixed: true },
  SharpenRadius: { form: 'decimal', signed: true, decimals: 1, fixed: true },
  CropAngle: { form: 'decimal', signed: false, decimals: 6, fixed: false },
};

interface FormInput {
  readonly crs: string;
  readonly scope: ToolScope;
  readonly type: ToolType;
  readonly unit: string;
  readonly min: number | undefined;
  readonly scale: XmpScale;
  readonly nested: boolean;
  readonly numbered: boolean;
}

/** How the tool's value is spelled in XMP. */
export function xmpForm(input: FormInput): XmpForm {
  const { type, unit, scale, nested } = input;
  const known = spellings[input.crs];
  if (known !== undefined) return known;
  const signed = (input.min ?? 0) < 0;
  const local = input.scope !== 'global' || nested;
  switch (type) {
    case 'struct':
      return { form: 'structure' };
    case 'curve':
      return { form: 'curve', separator: unit.includes('no space') ? ',' : ', ' };
    case 'enum':
      return { form: input.numbered ? 'code' : 'text' };
    case 'bool':
      if (unit.startsWith('int flag')) return { form: 'bool', spelling: 'digit' };
      return { form: 'bool', spelling: local ? 'lower' : 'title' };
    case 'int':
      if (scale.divisor === 1 && !scale.inverted) {
        return { form: 'int', signed: signed || unit.includes('explicit sign') };
      }
      return { form: 'decimal', signed: false, decimals: 6, fixed: false };
    case 'float':
      return { form: 'decimal', signed: false, decimals: 6, fixed: false };
  }
}
