import { decodeRgb8 } from './decode.ts';
import { openPixels } from './libvips.ts';

/** Visually lossless for looking at; the pixels are scaled anyway. */
const quality = 90;

/**
 * A photo for a model to look at: an upright sRGB JPEG of at most that many pixels, its proportions kept, never enlarged.
 * @throws Fault as `decodePhoto`
 */
export async function shrinkToJpeg(bytes: Uint8Array, areaMaxPixels: number): Promise<Uint8Array> {
  const image = await decodeRgb8(bytes);
  const scale = Math.min(1, Math.sqrt(areaMaxPixels / (image.width * image.height)));
  const width = Math.max(1, Math.floor(image.width * scale));
  const height = Math.max(1, Math.floor(image.height * scale));
  return openPixels(image).resize(width, height, { fit: 'fill' }).jpeg({ quality }).toBuffer();
}
