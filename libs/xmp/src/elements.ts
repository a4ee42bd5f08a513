/** RDF's structures and lists in any spelling, and elements made for writing. */
import { crsUri } from '@safelight/catalogue';
import { limits, type ForeignProperty } from '@safelight/core';
import { rdfUri, xmlUri } from './namespaces.ts';
import { parseNumber } from './numbers.ts';
import { printElement } from './print.ts';
import { elementsOf, textOf, type XmlElement } from './tree.ts';

export function isRdf(element: XmlElement, name: string): boolean {
  return element.uri === rdfUri && element.name === name;
}

/**
 * The fields of a structure: attributes or children of the property, of an `rdf:Description` inside it, or of a
 * property with `rdf:parseType="Resource"`. Undefined when it is a text or a list.
 */
export function fieldsOf(element: XmlElement): XmlElement[] | undefined {
  const children = elementsOf(element);
  if (children.length === 0 && element.children.length > 0) return undefined;
  const [only, ...others] = children;
  const inner = only !== undefined && others.length === 0 && isRdf(only, 'Description') ? only : undefined;
  if (inner === undefined && children.some((child) => child.uri === rdfUri)) return undefined;
  return [
    ...attributeFields(element),
    ...(inner === undefined ? children : [...attributeFields(inner), ...elementsOf(inner)]),
  ];
}

function attributeFields(element: XmlElement): XmlElement[] {
  return element.attributes
    .filter(({ uri }) => uri !== '' && uri !== rdfUri && uri !== xmlUri)
    .map(({ uri, name, prefix, value }) => ({
      ...make(uri, name, value === '' ? [] : [value]),
      prefix,
      line: element.line,
    }));
}

/** The items of a property that is a list; undefined when it is something else. */
export function itemsOf(property: XmlElement): XmlElement[] | undefined {
  const [array, ...others] = elementsOf(property);
  if (array === undefined || others.length > 0 || array.uri !== rdfUri) return undefined;
  if (!['Seq', 'Bag', 'Alt'].includes(array.name)) return undefined;
  const items = elementsOf(array);
  return items.every((item) => isRdf(item, 'li')) ? items : undefined;
}

/** The items of a list of texts; undefined when it is something else. */
export function textItems(property: XmlElement): string[] | undefined {
  const texts = itemsOf(property)?.map(textOf);
  return texts?.every((text) => text !== undefined) === true ? texts : undefined;
}

/** Fields of one structure: what is taken was understood, the rest is carried. */
export class Fields {
  readonly #fields = new Map<string, XmlElement>();

  constructor(fields: readonly XmlElement[]) {
    for (const field of fields) {
      const key = keyOf(field);
      // The same field again, with another value, has no meaning; the first one counts.
      if (!this.#fields.has(key)) this.#fields.set(key, field);
    }
  }

  /** The `crs:` field of that name, taken out. */
  take(name: string): XmlElement | undefined {
    const key = keyOf({ uri: crsUri, name });
    const field = this.#fields.get(key);
    this.#fields.delete(key);
    return field;
  }

  /** Its text, trimmed; undefined when it is missing or no text. */
  takeText(name: string): string | undefined {
    const field = this.take(name);
    return field === undefined ? undefined : textOf(field)?.trim();
  }

  /** A name that people gave: as it stands, without what a recipe cannot hold. */
  takeName(name: string): string {
    const field = this.take(name);
    const clean = (field === undefined ? '' : (textOf(field) ?? '')).replace(/[\p{Cc}\uFFFE\uFFFF]/gu, ' ');
    return clean.slice(0, limits.maskNameLengthChars).replace(/[\uD800-\uDBFF]$/, '');
  }

  /** Takes a field out only when it says just this: what differs is carried, and stands for what would be written. */
  takeExactly(name: string, text: string): void {
    const stated = textOf(this.#fields.get(keyOf({ uri: crsUri, name })) ?? make(crsUri, name))?.trim() ?? '';
    const number = parseNumber(text);
    // Programs differ in how they spell flags (`True`) and numbers (`1.000000`).
    const isSame = stated.toLowerCase() === text || (number !== undefined && parseNumber(stated) === number);
    if (isSame) this.take(name);
  }

  /** Puts a field back that turned out not to be understood. */
  putBack(field: XmlElement): void {
    this.#fields.set(keyOf(field), field);
  }

  /** What was not taken, by name: the order of fields has no meaning, and equal structures give equal recipes. */
  rest(): ForeignProperty[] {
    return this.restFields()
      .map(toForeign)
      .toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
  }

  restFields(): XmlElement[] {
    return [...this.#fields.values()];
  }
}

export function toForeign(element: XmlElement): ForeignProperty {
  return { uri: element.uri, name: element.name, xml: printElement(element) };
}

export function keyOf({ uri, name }: { readonly uri: string; readonly name: string }): string {
  return `${uri} ${name}`;
}

export function make(uri: string, name: string, children: XmlElement['children'] = []): XmlElement {
  return { uri, name, prefix: '', attributes: [], children, line: 0 };
}

/** A `crs:` field that holds a text. */
export function crsText(name: string, text: string): XmlElement {
  return make(crsUri, name, text === '' ? [] : [text]);
}

/** A `crs:` property that is an ordered list. */
export function crsSeq(name: string, items: readonly XmlElement[]): XmlElement {
  return make(crsUri, name, [make(rdfUri, 'Seq', items)]);
}

export function textItem(text: string): XmlElement {
  return make(rdfUri, 'li', [text]);
}

/** Whether it can stand as an attribute: a text without attributes of its own. */
export function isPlainText(element: XmlElement): boolean {
  return element.attributes.length === 0 && textOf(element) !== undefined;
}

function asAttributes(fields: readonly XmlElement[]): XmlElement['attributes'] {
  return fields.map((field) => ({ uri: field.uri, name: field.name, prefix: field.prefix, value: textOf(field)! }));
}

/**
 * A structure as Adobe writes it: texts as attributes on the element itself, or, as soon as a field has structure, on an
 * `rdf:Description` inside.
 */
export function structure(uri: string, name: string, fields: readonly XmlElement[]): XmlElement {
  const plain = fields.filter(isPlainText);
  const nested = fields.filter((field) => !isPlainText(field));
  if (nested.length === 0) return { ...make(uri, name), attributes: asAttributes(plain) };
  return make(uri, name, [{ ...make(rdfUri, 'Description', nested), attributes: asAttributes(plain) }]);
}

export function structItem(fields: readonly XmlElement[]): XmlElement {
  return structure(rdfUri, 'li', fields);
}

/** Fields with those of `over` in the place of fields of the same name, and the others behind. */
export function overlaid(fields: readonly XmlElement[], over: readonly XmlElement[]): XmlElement[] {
  const merged = new Map(fields.map((field) => [keyOf(field), field]));
  for (const field of over) merged.set(keyOf(field), field);
  return [...merged.values()];
}
