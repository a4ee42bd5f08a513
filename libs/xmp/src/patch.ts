/** Setting, adding and taking away fields of a structure in the text that it was read from. */
import { isPlainText, keyOf } from './elements.ts';
import { escapeAttribute, printElement } from './print.ts';
import { namespaceAt, scopeAt, type Edit, type SourceElement } from './source.ts';
import { textOf, type XmlElement } from './tree.ts';

export interface Holder {
  /** The elements that hold the fields as attributes or children: several descriptions, or one structure. */
  readonly elements: readonly SourceElement[];
  /** Which of them gets new fields. */
  readonly main: SourceElement;
}

interface Place {
  readonly element: SourceElement;
  /** Index of the attribute; undefined for a child. */
  readonly attribute: number | undefined;
  readonly child: SourceElement | undefined;
}

/** The edits that make the fields what they shall be; undefined takes a field away. */
export function patchFields(
  text: string,
  holder: Holder,
  changes: ReadonlyMap<string, XmlElement | undefined>,
): readonly Edit[] {
  return [...changes].flatMap(([key, wanted]): Edit[] => {
    const places = placesOf(text, holder, key);
    if (wanted === undefined) return places.map((place) => removal(text, place));
    const [first, ...others] = places;
    if (first === undefined) return [insertion(text, holder.main, wanted)];
    // Twice the same field: the first one counted, and no other may speak against it.
    return [...replacement(text, first, wanted), ...others.map((place) => removal(text, place))];
  });
}

function placesOf(text: string, { elements }: Holder, key: string): Place[] {
  return elements.flatMap((element) => [
    ...element.attributes.flatMap(({ name }, attribute): Place[] =>
      keyOfName(text, element, name, false) === key ? [{ element, attribute, child: undefined }] : [],
    ),
    ...element.children.flatMap((child): Place[] =>
      keyOfName(text, child, child.name, true) === key ? [{ element, attribute: undefined, child }] : [],
    ),
  ]);
}

function keyOfName(text: string, scope: SourceElement, qualified: string, isElement: boolean): string | undefined {
  const colon = qualified.indexOf(':');
  if (colon < 0 && !isElement) return undefined;
  const prefix = colon < 0 ? '' : qualified.slice(0, colon);
  const uri = namespaceAt(scope, prefix, text);
  return uri === undefined ? undefined : keyOf({ uri, name: qualified.slice(colon + 1) });
}

function removal(text: string, { element, attribute, child }: Place): Edit {
  if (child === undefined) {
    const { start, end } = element.attributes[attribute!]!;
    return { start, end, text: '' };
  }
  return { start: startOfLine(text, child.start), end: child.end, text: '' };
}

/** The element with the white space before it, so that no empty line stays. */
function startOfLine(text: string, start: number): number {
  return start - indentBefore(text, start).length;
}

function replacement(text: string, place: Place, wanted: XmlElement): Edit[] {
  const { element, attribute, child } = place;
  if (child !== undefined) {
    const { start, end } = child;
    return [{ start, end, text: printed(text, element, wanted, indentBefore(text, start)) }];
  }
  if (!isPlainText(wanted)) return [removal(text, place), insertion(text, element, wanted)];
  const { valueStart, end } = element.attributes[attribute!]!;
  return [{ start: valueStart, end, text: `"${escapeAttribute(textOf(wanted)!)}"` }];
}

function insertion(text: string, main: SourceElement, wanted: XmlElement): Edit {
  const prefix = scopeAt(main, text).get(wanted.uri);
  // An element of the form parseType="Resource" may have no attributes of its own.
  const takesAttributes = main.attributes.every(({ name }) => !name.endsWith('parseType'));
  if (isPlainText(wanted) && prefix !== undefined && takesAttributes) {
    const last = main.attributes.at(-1);
    const at = last?.end ?? main.start + 1 + main.name.length;
    const before = last === undefined ? ' ' : /^\s+/.exec(text.slice(last.start, last.end))![0];
    return { start: at, end: at, text: `${before}${prefix}:${wanted.name}="${escapeAttribute(textOf(wanted)!)}"` };
  }
  const sibling = main.children.at(-1);
  const indent = sibling === undefined ? `${indentBefore(text, main.start)} ` : indentBefore(text, sibling.start);
  const inner = `${indent}${printed(text, main, wanted, indent)}`;
  if (sibling !== undefined) return { start: sibling.end, end: sibling.end, text: inner };
  if (!main.selfClosing) return { start: main.startTagEnd, end: main.startTagEnd, text: inner };
  const slash = text.lastIndexOf('/', main.startTagEnd);
  const closing = `>${inner}${indentBefore(text, main.start)}</${main.name}>`;
  return { start: slash, end: main.startTagEnd, text: closing };
}

/** A new item behind the last one of a list, or as the first one. */
export function insertItem(text: string, list: SourceElement, item: XmlElement): Edit {
  return insertion(text, list, item);
}

export function removeItem(text: string, item: SourceElement): Edit {
  return { start: startOfLine(text, item.start), end: item.end, text: '' };
}

export function replaceItem(text: string, item: SourceElement, wanted: XmlElement): Edit {
  const list = item.parent ?? item;
  return { start: item.start, end: item.end, text: printed(text, list, wanted, indentBefore(text, item.start)) };
}

/** White space before a place, from the end of what stands there. */
function indentBefore(text: string, position: number): string {
  let start = position;
  while (start > 0 && /\s/.test(text[start - 1]!)) start -= 1;
  return text.slice(start, position);
}

function printed(text: string, scope: SourceElement, element: XmlElement, indent: string): string {
  const line = indent.slice(indent.lastIndexOf('\n') + 1);
  return printElement(element, scopeAt(scope, text), indent.includes('\n') ? line : undefined);
}
