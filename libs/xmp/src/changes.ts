import { keyOf } from './elements.ts';
import { printElement } from './print.ts';
import type { XmlElement } from './tree.ts';

/** What is to be set, or (undefined) taken away, to get from one list of fields to the other. */
export function changesBetween(
  before: readonly XmlElement[],
  after: readonly XmlElement[],
): Map<string, XmlElement | undefined> {
  const old = new Map(before.map((field) => [keyOf(field), printElement(field)]));
  const changes = new Map<string, XmlElement | undefined>();
  for (const field of after) {
    if (old.get(keyOf(field)) !== printElement(field)) changes.set(keyOf(field), field);
    old.delete(keyOf(field));
  }
  for (const key of old.keys()) changes.set(key, undefined);
  return changes;
}
