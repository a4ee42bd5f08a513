/** Lens blur: one structure whose fields are settings of the photo; the rest of it is carried. */
import { crsUri, settingTools } from '@safelight/catalogue';
import { crsText, fieldsOf, Fields, overlaid, structure } from '../elements.ts';
import { elementsOf } from '../tree.ts';
import { fieldOf, takeValues, valueField, valueOr, type Part } from './part.ts';

const tools = settingTools.filter(({ group }) => group === 'lens-blur').map((tool) => [tool, fieldOf(tool)] as const);

export const lensBlur: Part = {
  properties: ['LensBlur'],
  read: (properties, draft, warn) => {
    const property = properties.take('LensBlur');
    if (property === undefined) return;
    const inner = fieldsOf(property);
    if (inner === undefined) {
      // An empty list stands for "never used" in some files.
      if (elementsOf(property).length > 0) properties.putBack(property);
      return;
    }
    const fields = new Fields(inner);
    Object.assign(draft.settings, takeValues(fields, tools, 'crs:LensBlur', warn));
    fields.takeExactly('Version', '1');
    const rest = fields.restFields();
    if (rest.length > 0) properties.putBack(structure(crsUri, 'LensBlur', rest));
  },
  write: (recipe, carried) => {
    const before = carried.get('LensBlur');
    const rest = before === undefined ? [] : (fieldsOf(before) ?? []);
    const isSet = tools.some(([tool]) => Object.hasOwn(recipe.settings, tool.name));
    if (!isSet && before === undefined) return [];
    const own = tools.map(([tool, name]) => valueField(tool, name, valueOr(recipe.settings, tool.name)));
    return [structure(crsUri, 'LensBlur', overlaid([crsText('Version', '1'), ...own], rest))];
  },
};
