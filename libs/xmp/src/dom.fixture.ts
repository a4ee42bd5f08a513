import { DOMParser } from '@xmldom/xmldom';
import type { Element as DomElement } from '@xmldom/xmldom';

/** An element as plain data without what XML leaves free: prefixes, order of attributes, white space between elements. */
export type Plain = {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: (Plain | string)[];
};

export function plainDom(text: string): Plain {
  return plain(new DOMParser().parseFromString(text, 'text/xml').documentElement!);
}

function plain(node: DomElement): Plain {
  const attributes = Array.from(node.attributes)
    .filter((attribute) => attribute.namespaceURI !== 'http://www.w3.org/2000/xmlns/')
    .map(
      (attribute) =>
        [`{${attribute.namespaceURI ?? ''}}${attribute.localName ?? attribute.name}`, attribute.value] as const,
    )
    .toSorted(([left], [right]) => (left < right ? -1 : 1));
  const children = Array.from(node.childNodes).flatMap((child): (Plain | string)[] => {
    if (child.nodeType === child.ELEMENT_NODE) return [plain(child as DomElement)];
    return child.nodeType === child.TEXT_NODE && child.nodeValue!.trim() !== '' ? [child.nodeValue!] : [];
  });
  return {
    name: `{${node.namespaceURI ?? ''}}${node.localName}`,
    attributes: Object.fromEntries(attributes),
    children,
  };
}

/** The properties of the packet by `{uri}name`: attributes as elements with text. */
export function plainProperties(text: string): Map<string, Plain> {
  const rdf = plainDom(text).children.find((child) => typeof child !== 'string') as Plain;
  const properties = new Map<string, Plain>();
  for (const description of rdf.children as Plain[]) {
    for (const [name, value] of Object.entries(description.attributes)) {
      if (!name.endsWith('about')) properties.set(name, { name, attributes: {}, children: [value] });
    }
    for (const child of description.children as Plain[]) properties.set(child.name, child);
  }
  return properties;
}
