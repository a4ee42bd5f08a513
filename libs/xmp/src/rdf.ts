import { Fault, type Problem } from '@safelight/core';
import { customaryPrefixes, rdfUri, xmlUri } from './namespaces.ts';
import { isRdf, make } from './elements.ts';
import { printElement } from './print.ts';
import { elementsOf, type XmlElement } from './tree.ts';

/**
 * The properties of the photo in an XMP packet: all `rdf:Description` merged, attributes brought to element form.
 * Throws `xmp.invalid` when there is no `rdf:RDF`; what is there twice with different values is warned about and the
 * first one kept.
 */
export function readProperties(root: XmlElement): { properties: XmlElement[]; warnings: Problem[] } {
  const rdf = findRdf(root);
  if (rdf === undefined) {
    throw new Fault(
      'xmp.invalid',
      'There is no rdf:RDF element, so this is not XMP. Use a sidecar or preset in XMP form.',
    );
  }
  const warnings: Problem[] = [];
  const merged = new Map<string, XmlElement>();
  const add = (property: XmlElement): void => {
    const key = `${property.uri} ${property.name}`;
    const first = merged.get(key);
    if (first === undefined) {
      merged.set(key, property);
    } else if (printElement(first) !== printElement(property)) {
      const message = `The property is there twice with different values; the first one is used (line ${property.line}).`;
      warnings.push({ code: 'xmp.invalid', field: labelOf(property), message });
    }
  };
  for (const node of elementsOf(rdf)) {
    if (!isRdf(node, 'Description')) {
      const message = `Only rdf:Description is read; this element is left out (line ${node.line}).`;
      warnings.push({ code: 'xmp.invalid', field: labelOf(node), message });
      continue;
    }
    for (const { uri, name, prefix, value } of node.attributes) {
      // `rdf:about` (in old files without prefix) and `xml:lang` say something about the node, not about the photo.
      if (uri === '' || uri === rdfUri || uri === xmlUri) continue;
      add({ ...make(uri, name, value === '' ? [] : [value]), prefix, line: node.line });
    }
    for (const child of elementsOf(node)) add(child);
  }
  return { properties: [...merged.values()], warnings };
}

export function findRdf(root: XmlElement): XmlElement | undefined {
  if (isRdf(root, 'RDF')) return root;
  return elementsOf(root).find((child) => isRdf(child, 'RDF'));
}

/** How messages name a property: `crs:Exposure2012`. */
export function labelOf(property: { readonly uri: string; readonly name: string; readonly prefix?: string }): string {
  const prefix = customaryPrefixes.get(property.uri) ?? property.prefix ?? '';
  return `${prefix}:${property.name}`.slice(0, 80);
}
