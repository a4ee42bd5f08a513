/** One photo through decoder and engine once, as its own process, for its peak memory: `engine-once.ts <photo>`. */
import { readFile } from 'node:fs/promises';
import { decodePhoto, sRgbProfile } from '@safelight/codec';
import { Engine } from '@safelight/engine';
import { recipe } from './recipe.ts';

const { image, profile } = await decodePhoto(await readFile(process.argv[2]!));
await using engine = await Engine.open({ workers: 2 });
const photo = await engine.prepare({ image, profile, kind: 'rendered' });
await engine.render(photo, recipe, { longEdgeMaxPixels: null, profile: sRgbProfile });
