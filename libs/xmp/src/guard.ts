import { Fault, limits } from '@safelight/core';

/** What XML 1.0 does not allow, written or as a character reference. */
const illegalCharacter = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/**
 * One pass over the text before any parser sees it, so that no input can cost more than its size: limits on bytes,
 * elements, attributes and depth; no document type, hence no entities of its own. Throws `xmp.invalid` with the line.
 */
export function guardXml(text: string): void {
  const sizeBytes = Buffer.byteLength(text);
  if (sizeBytes > limits.xmpSizeBytes) {
    throw new Fault('xmp.invalid', `The XMP has ${sizeBytes} bytes; at most ${limits.xmpSizeBytes} are read.`);
  }
  const illegal = text.search(illegalCharacter);
  if (illegal >= 0) throw faultAt(text, illegal, 'has a character that XML does not allow. Remove it');

  let position = 0;
  const path: string[] = [];
  let elements = 0;
  for (;;) {
    const open = text.indexOf('<', position);
    if (open < 0) break;
    if (text.startsWith('<!--', open)) {
      position = endOf(text, '-->', open + 4, open);
    } else if (text.startsWith('<![CDATA[', open)) {
      position = endOf(text, ']]>', open + 9, open);
    } else if (text.startsWith('<!', open)) {
      throw faultAt(text, open, 'declares a document type or entities, which are not read. Remove the declaration');
    } else if (text.startsWith('<?', open)) {
      position = endOf(text, '?>', open + 2, open);
    } else if (text.startsWith('</', open)) {
      position = endOf(text, '>', open + 2, open);
      const name = text.slice(open + 2, position - 1).trimEnd();
      const opened = path.pop();
      if (name !== opened) {
        const expected = opened === undefined ? 'after the last element' : `where </${opened.slice(0, 40)}> must stand`;
        throw faultAt(text, open, `has </${name.slice(0, 40)}> ${expected}. Export the file again`);
      }
    } else {
      const tag = scanTag(text, open);
      elements += 1;
      if (!tag.closed) path.push(tag.name);
      if (elements > limits.xmpElementsMax)
        throw faultAt(text, open, `has more than ${limits.xmpElementsMax} elements`);
      if (path.length > limits.xmpDepthLevels) {
        throw faultAt(text, open, `is nested deeper than ${limits.xmpDepthLevels} levels`);
      }
      if (tag.attributes > limits.xmpAttributesPerElementMax) {
        throw faultAt(text, open, `has an element with more than ${limits.xmpAttributesPerElementMax} attributes`);
      }
      position = tag.end;
    }
  }
  if (path.length > 0) {
    throw faultAt(text, text.length, `lacks </${path.at(-1)!.slice(0, 40)}> at its end. The file is incomplete`);
  }
}

interface Tag {
  readonly name: string;
  readonly attributes: number;
  readonly closed: boolean;
  readonly end: number;
}

function scanTag(text: string, open: number): Tag {
  let attributes = 0;
  for (let position = open + 1; position < text.length; position += 1) {
    const character = text[position];
    if (character === '>') {
      const name = /[^\s/>]*/y;
      name.lastIndex = open + 1;
      return { name: name.exec(text)![0], attributes, closed: text[position - 1] === '/', end: position + 1 };
    }
    if (character === '"' || character === "'") {
      attributes += 1;
      position = endOf(text, character, position + 1, open) - 1;
    }
  }
  throw faultAt(text, open, 'ends inside a tag. The file is incomplete');
}

function endOf(text: string, mark: string, from: number, open: number): number {
  const found = text.indexOf(mark, from);
  if (found < 0) throw faultAt(text, open, `lacks the closing ${mark}. The file is incomplete`);
  return found + mark.length;
}

function faultAt(text: string, position: number, what: string): Fault {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < position; at = text.indexOf('\n', at + 1)) line += 1;
  return new Fault('xmp.invalid', `The XMP ${what} (line ${line}).`, { field: `line ${line}` });
}

/** Character references can smuggle in what the text itself may not hold. */
export function isLegalText(text: string): boolean {
  return !illegalCharacter.test(text);
}
