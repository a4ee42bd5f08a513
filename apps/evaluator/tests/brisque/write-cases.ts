// Writes the cases as PNG files for reference.py: node apps/evaluator/tests/brisque/write-cases.ts <folder>
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeImage } from '@safelight/codec';
import { brisqueCases } from './cases.ts';

const folder = process.argv[2] ?? 'brisque-cases';
await mkdir(folder, { recursive: true });
for (const [name, picture] of await brisqueCases()) {
  await writeFile(join(folder, `${name}.png`), await encodeImage(picture, { format: 'png' }));
}
