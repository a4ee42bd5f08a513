import { DOMParser } from '@xmldom/xmldom';
import type { Element as DomElement } from '@xmldom/xmldom';
import { Fault, limits } from '@safelight/core';
import { guardXml, isLegalText } from './guard.ts';
import { xmlnsUri } from './namespaces.ts';

export interface XmlAttribute {
  /** Namespace URI; empty for an attribute without prefix. */
  readonly uri: string;
  readonly name: string;
  /** As it was written; a hint for writing. */
  readonly prefix: string;
  readonly value: string;
}

/** An element without what carries no meaning in RDF: comments, instructions, and white space between elements. */
export interface XmlElement {
  readonly uri: string;
  readonly name: string;
  readonly prefix: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly (XmlElement | string)[];
  /** Line in the text it was read from, from 1; 0 for an element that was made. */
  readonly line: number;
  /** How many elements begin before it in that text; absent for an element that was made, and for an attribute. */
  readonly order?: number;
}

/** Parses XML text into a tree. Throws `xmp.invalid` with the line for everything that is unsafe or not well formed. */
export function parseXml(text: string): XmlElement {
  const body = text.replace(/^\uFEFF/, '');
  guardXml(body);
  let complaint = 'it is not well formed';
  const parser = new DOMParser({
    onError: (level, message) => {
      // U+FFFD is a legal character; that a program once decoded a name badly is no reason to refuse its file.
      if (level === 'warning' && message.startsWith('Unicode replacement character')) return;
      complaint = message;
      throw new Error(message);
    },
  });
  let root: DomElement | null;
  try {
    root = parser.parseFromString(body, 'text/xml').documentElement;
  } catch (cause) {
    throw notWellFormed(complaint, lineOf(cause), cause);
  }
  if (root === null) throw notWellFormed('there is no element', 1, undefined);
  return toElement(root, { next: 0 });
}

function toElement(node: DomElement, count: { next: number }): XmlElement {
  const order = count.next++;
  const line = node.lineNumber ?? 1;
  const uri = checkedUri(node.namespaceURI ?? '', line);
  const attributes: XmlAttribute[] = [];
  for (const attribute of Array.from(node.attributes)) {
    const attributeUri = checkedUri(attribute.namespaceURI ?? '', line);
    if (attributeUri === xmlnsUri) continue;
    const name = attribute.localName ?? attribute.name;
    attributes.push({
      uri: attributeUri,
      name,
      prefix: attribute.prefix ?? '',
      value: checkedText(attribute.value, line),
    });
  }
  return {
    uri,
    name: node.localName ?? node.tagName,
    prefix: node.prefix ?? '',
    attributes,
    children: childrenOf(node, line, count),
    line,
    order,
  };
}

function childrenOf(node: DomElement, line: number, count: { next: number }): (XmlElement | string)[] {
  const children: (XmlElement | string)[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.nodeType === child.ELEMENT_NODE) {
      children.push(toElement(child as DomElement, count));
    } else if (child.nodeType === child.TEXT_NODE || child.nodeType === child.CDATA_SECTION_NODE) {
      const text = checkedText(child.nodeValue ?? '', line);
      const last = children.at(-1);
      if (typeof last === 'string') children[children.length - 1] = last + text;
      else if (text !== '') children.push(text);
    }
  }
  const onlyElements = children.every((child) => typeof child !== 'string' || child.trim() === '');
  return onlyElements && children.some((child) => typeof child !== 'string')
    ? children.filter((child) => typeof child !== 'string')
    : children;
}

function checkedUri(uri: string, line: number): string {
  if (uri.length <= limits.xmpNamespaceLengthChars) return checkedText(uri, line);
  throw notWellFormed(`a namespace has more than ${limits.xmpNamespaceLengthChars} characters`, line, undefined);
}

function checkedText(text: string, line: number): string {
  if (isLegalText(text)) return text;
  throw notWellFormed('it refers to a character that XML does not allow', line, undefined);
}

function notWellFormed(complaint: string, line: number, cause: unknown): Fault {
  const detail = complaint.replaceAll(/\s+/g, ' ').slice(0, 120);
  const message = `The XMP cannot be read (line ${line}): ${detail}. Export it again from the program that wrote it.`;
  return new Fault('xmp.invalid', message, { field: `line ${line}`, cause });
}

function lineOf(thrown: unknown): number {
  const line = (thrown as { locator?: { lineNumber?: number } }).locator?.lineNumber;
  return line === undefined || line < 1 ? 1 : line;
}

/** The element children. */
export function elementsOf(element: XmlElement): XmlElement[] {
  return element.children.filter((child) => typeof child !== 'string');
}

/** The text when the element holds nothing but text. */
export function textOf(element: XmlElement): string | undefined {
  if (element.children.length === 0) return '';
  const [only, ...rest] = element.children;
  return typeof only === 'string' && rest.length === 0 ? only : undefined;
}
