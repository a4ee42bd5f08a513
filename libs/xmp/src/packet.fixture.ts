export const namespaces =
  'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"';

/** A packet with one description: `crs:` attributes, then child elements as text. */
export function packet(attributes: Readonly<Record<string, string>>, children = ''): string {
  const list = Object.entries(attributes).map(([name, value]) => ` crs:${name}="${value}"`);
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF ${namespaces}><rdf:Description rdf:about=""${list.join('')}>${children}</rdf:Description></rdf:RDF></x:xmpmeta>`;
}
