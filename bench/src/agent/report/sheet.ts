import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Entry } from './entries.ts';

const thumbnailEdgePixels = 320;
/** A long instruction is cut in the sheet; the case file has all of it. */
const instructionLengthChars = 400;

/** Writes `index.html` with everything inline: people would rather look. Failures come first. `summary` is plain text. */
export async function writeSheet(
  folder: string,
  title: string,
  summary: string,
  unsorted: readonly Entry[],
): Promise<string> {
  const entries = unsorted.toSorted((one, other) => Number(one.good) - Number(other.good));
  const bodies: string[] = [];
  for (const entry of entries) bodies.push(await entryHtml(entry));
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'index.html');
  await writeFile(
    path,
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escape(title)}</title><style>${style}</style>
<h1>${escape(title)}</h1><pre>${escape(summary)}</pre>
${bodies.join('\n')}</html>
`,
  );
  return path;
}

async function entryHtml({ title, instruction, pictures, good, remarks, thoughts }: Entry): Promise<string> {
  const figures: string[] = [];
  for (const { name, bytes } of pictures) {
    const caption = `<figcaption>${name}</figcaption>`;
    if (bytes === null) {
      figures.push(`<figure>no picture${caption}</figure>`);
      continue;
    }
    const size = { fit: 'inside', withoutEnlargement: true } as const;
    const thumbnail = await sharp(bytes)
      .resize(thumbnailEdgePixels, thumbnailEdgePixels, size)
      .jpeg({ quality: 78 })
      .toBuffer();
    figures.push(`<figure><img src="data:image/jpeg;base64,${thumbnail.toString('base64')}">${caption}</figure>`);
  }
  const shown =
    instruction.length > instructionLengthChars
      ? `${instruction.slice(0, instructionLengthChars)}… (${instruction.length} characters)`
      : instruction;
  return `<section class="${good ? 'good' : 'bad'}"><h2>${escape(title)}</h2><p class="said">${escape(shown)}</p>
<div>${figures.join('')}</div><ul>${remarks.map((one) => `<li>${escape(one)}`).join('')}</ul>
${thoughts.length === 0 ? '' : `<details><summary>thoughts</summary>${thoughts.map((one) => `<p>${escape(one)}</p>`).join('')}</details>`}</section>`;
}

const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);

const style = `body{font:14px/1.5 system-ui,sans-serif;margin:2rem;background:#1b1b1b;color:#ddd}
h1{font-size:1.4rem}h2{font-size:1rem;margin:0}pre{overflow-x:auto}
section{border-left:4px solid #3a7;padding:.5rem 1rem;margin:1rem 0;background:#242424}.bad{border-color:#d44}
.said{font-size:1.1rem;margin:.3rem 0;overflow-wrap:anywhere}section>div{display:flex;gap:1rem;flex-wrap:wrap}
figure{margin:0}figcaption{color:#999}img{display:block;max-width:100%}.good ul{color:#999}.bad ul{color:#f99}`;
