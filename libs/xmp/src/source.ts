/** Where each element and attribute of an XML text stands, so that a text can be changed in places. */
import { guardXml } from './guard.ts';

export interface SourceAttribute {
  /** With prefix, as written. */
  readonly name: string;
  /** From the white space before it to behind its closing quote. */
  readonly start: number;
  readonly end: number;
  /** The value with its quotes. */
  readonly valueStart: number;
}

export interface SourceElement {
  readonly name: string;
  readonly start: number;
  /** Behind the `>` of its start tag. */
  readonly startTagEnd: number;
  readonly selfClosing: boolean;
  readonly attributes: readonly SourceAttribute[];
  readonly parent: SourceElement | undefined;
  readonly children: SourceElement[];
  /** Where its end tag begins; of a self-closing one, the end of its tag. */
  contentEnd: number;
  end: number;
}

/** The elements in the order in which they begin: the one with `XmlElement.order` n is the n-th, from 0. */
export function scanSource(text: string): readonly SourceElement[] {
  guardXml(text.replace(/^\uFEFF/, ''));
  const elements: SourceElement[] = [];
  let open: SourceElement | undefined;
  let position = 0;
  for (;;) {
    const start = text.indexOf('<', position);
    if (start < 0) return elements;
    const skipped = skipMark(text, start);
    if (skipped !== undefined) {
      position = skipped;
    } else if (text[start + 1] === '/') {
      position = text.indexOf('>', start) + 1;
      if (open !== undefined) {
        open.contentEnd = start;
        open.end = position;
        open = open.parent;
      }
    } else {
      const element = scanStartTag(text, start, open);
      elements.push(element);
      open?.children.push(element);
      if (!element.selfClosing) open = element;
      position = element.startTagEnd;
    }
  }
}

/** Behind a comment, a CDATA section or an instruction. */
function skipMark(text: string, start: number): number | undefined {
  const marks = [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<?', '?>'],
  ] as const;
  for (const [from, to] of marks) {
    if (text.startsWith(from, start)) return text.indexOf(to, start + from.length) + to.length;
  }
  return undefined;
}

function scanStartTag(text: string, start: number, parent: SourceElement | undefined): SourceElement {
  const tagName = /[^\s/>]*/y;
  tagName.lastIndex = start + 1;
  const [name] = tagName.exec(text)!;
  const attribute = /\s+([^\s=/>]+)\s*=\s*(?:"[^"]*"|'[^']*')/y;
  const attributes: SourceAttribute[] = [];
  let position = tagName.lastIndex;
  for (;;) {
    attribute.lastIndex = position;
    const match = attribute.exec(text);
    if (match === null) break;
    const end = attribute.lastIndex;
    const quote = text[end - 1]!;
    const valueStart = text.lastIndexOf(quote, end - 2);
    attributes.push({ name: match[1]!, start: position, end, valueStart });
    position = end;
  }
  const close = text.indexOf('>', position);
  const selfClosing = text[close - 1] === '/';
  const startTagEnd = close + 1;
  return {
    name,
    start,
    startTagEnd,
    selfClosing,
    attributes,
    parent,
    children: [],
    contentEnd: startTagEnd,
    end: startTagEnd,
  };
}

/** The namespace that a prefix stands for at an element. */
export function namespaceAt(element: SourceElement | undefined, prefix: string, text: string): string | undefined {
  const wanted = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
  for (let at = element; at !== undefined; at = at.parent) {
    const found = at.attributes.find(({ name }) => name === wanted);
    if (found !== undefined) return text.slice(found.valueStart + 1, found.end - 1);
  }
  return undefined;
}

/** The prefixes in reach at an element: URI → prefix. A prefix that is declared anew further in hides the outer one. */
export function scopeAt(element: SourceElement, text: string): Map<string, string> {
  const seen = new Set<string>();
  const scope = new Map<string, string>();
  for (let at: SourceElement | undefined = element; at !== undefined; at = at.parent) {
    for (const { name, valueStart, end } of at.attributes) {
      if (!name.startsWith('xmlns:') || seen.has(name)) continue;
      seen.add(name);
      const uri = text.slice(valueStart + 1, end - 1);
      if (!scope.has(uri)) scope.set(uri, name.slice(6));
    }
  }
  return scope;
}

/** A replacement of a stretch of the text. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with the edits carried out; at one place they come in the order of the list. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = edits
    .map((edit, index) => ({ edit, index }))
    .toSorted((left, right) => {
      return left.edit.start - right.edit.start || left.index - right.index;
    });
  let position = 0;
  let result = '';
  for (const { edit } of ordered) {
    result += text.slice(position, edit.start) + edit.text;
    position = edit.end;
  }
  return result + text.slice(position);
}
