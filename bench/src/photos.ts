import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

export const root = fileURLToPath(new URL('../../', import.meta.url));
const cache = join(root, '.cache/bench');

/** A fixture photo scaled to a given size as JPEG (made once): real content at the size the goal names. */
export async function photoOf(name: string, width: number, height: number): Promise<string> {
  await mkdir(cache, { recursive: true });
  const path = join(cache, `${name}-${width}x${height}.jpg`);
  if (
    await stat(path).then(
      () => true,
      () => false,
    )
  )
    return path;
  await sharp(join(root, 'fixtures/photos', `${name}.jpg`))
    .resize(width, height, { fit: 'fill' })
    .jpeg({ quality: 92 })
    .toFile(path);
  return path;
}

export async function scratch(name: string): Promise<string> {
  const path = join(cache, name);
  await mkdir(path, { recursive: true });
  return path;
}
