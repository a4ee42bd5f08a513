/** `npm run picture -- <folder of an edit>`: makes the README's before/after picture from what `edit` wrote. */
import { join, resolve } from 'node:path';
import sharp from 'sharp';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name the folder that `npm run edit` wrote.');
const width = 800;
const gap = 8;
const [before, after] = await Promise.all(
  ['step-0.jpg', 'edited.jpg'].map((name) =>
    sharp(join(resolve(folder), name))
      .resize(width)
      .toBuffer({ resolveWithObject: true }),
  ),
);
await sharp({ create: { width: 2 * width + gap, height: before!.info.height, channels: 3, background: '#ffffff' } })
  .composite([
    { input: before!.data, left: 0, top: 0 },
    { input: after!.data, left: width + gap, top: 0 },
  ])
  .jpeg({ quality: 86, mozjpeg: true })
  .toFile(new URL('../docs/images/before-after.jpg', import.meta.url).pathname);
