import { customaryPrefixes, xmlUri } from './namespaces.ts';
import type { XmlElement } from './tree.ts';

/** Namespaces that an ancestor has declared: URI → prefix. */
export type Scope = ReadonlyMap<string, string>;

/**
 * Writes an element with its namespaces declared on itself, except those in scope. The same tree gives the same text,
 * and reading that text back gives the same tree with the same prefixes. With an indent, elements stand on lines of
 * their own; text is never changed.
 */
export function printElement(element: XmlElement, scope: Scope = new Map(), indent?: string): string {
  const prefixes = allocatePrefixes(element);
  const declarations = [...prefixes]
    .filter(([uri, prefix]) => uri !== xmlUri && scope.get(uri) !== prefix)
    .map(([uri, prefix]) => ` xmlns:${prefix}="${escapeAttribute(uri)}"`);
  return print(element, prefixes, declarations.join(''), indent);
}

function print(element: XmlElement, prefixes: Scope, declarations: string, indent: string | undefined): string {
  const name = qualified(element, prefixes);
  const attributes = element.attributes.map(
    (entry) => ` ${qualified(entry, prefixes)}="${escapeAttribute(entry.value)}"`,
  );
  const start = `<${name}${declarations}${attributes.join('')}`;
  if (element.children.length === 0) return `${start}/>`;
  const mixed = element.children.some((child) => typeof child === 'string');
  const inner = indent === undefined || mixed ? undefined : `${indent} `;
  const children = element.children.map((child) =>
    typeof child === 'string' ? escapeText(child) : print(child, prefixes, '', inner),
  );
  if (inner === undefined) return `${start}>${children.join('')}</${name}>`;
  return `${start}>${children.map((child) => `\n${inner}${child}`).join('')}\n${indent}</${name}>`;
}

/** A prefix for each namespace of the tree in order of first use: the customary one, else the one it came with. */
function allocatePrefixes(root: XmlElement): Map<string, string> {
  const prefixes = new Map<string, string>();
  const taken = new Set(customaryPrefixes.values());
  const add = (uri: string, wanted: string): void => {
    if (uri === '' || prefixes.has(uri)) return;
    const usable = /^[A-Za-z_][A-Za-z0-9_.-]*$/.test(wanted) && !/^xml/i.test(wanted) && !taken.has(wanted);
    let prefix = customaryPrefixes.get(uri) ?? (usable ? wanted : '');
    for (let number = 1; prefix === ''; number += 1) if (!taken.has(`ns${number}`)) prefix = `ns${number}`;
    taken.add(prefix);
    prefixes.set(uri, prefix);
  };
  const visit = (element: XmlElement): void => {
    add(element.uri, element.prefix);
    for (const attribute of element.attributes) add(attribute.uri, attribute.prefix);
    for (const child of element.children) if (typeof child !== 'string') visit(child);
  };
  visit(root);
  return prefixes;
}

function qualified(named: { readonly uri: string; readonly name: string }, prefixes: Scope): string {
  return named.uri === '' ? named.name : `${prefixes.get(named.uri)!}:${named.name}`;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

export function escapeAttribute(text: string): string {
  return text.replace(/[&<>"\t\n\r]/g, (character) => escapes[character]!);
}

function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, (character) => escapes[character]!);
}
