/** One edit of a small photo from end to end; what it left behind is deleted. */
import { encodeImage, sRgbIcc } from '@safelight/codec';
import type { Api } from '../remote/api.ts';
import { runTurn } from '../editing/turn.ts';

const [width, height] = [192, 128];
const untold = { tell: () => undefined, counted: () => undefined };

/** A field with a slope of light and some colour, too dark to be left alone. */
function photo(): Promise<Uint8Array> {
  const data = new Uint8Array(width * height * 3);
  for (let at = 0; at < data.length; at += 3) {
    const [x, y] = [(at / 3) % width, Math.floor(at / 3 / width)];
    data.set([20 + (x * 90) / width, 30 + (y * 70) / height, 50 + ((x ^ y) % 40)], at);
  }
  return encodeImage({ width, height, data }, { format: 'jpeg', quality: 90, icc: sRgbIcc });
}

export async function smallEdit(api: Api): Promise<string> {
  const begun = performance.now();
  const { id: photoId } = await api.photos.create(new Blob([new Uint8Array(await photo())], { type: 'image/jpeg' }));
  try {
    const { id: sessionId } = await api.sessions.create({ photoId });
    const { state } = await runTurn(api, sessionId, { instruction: 'brighter', stepsMax: 2 }, untold);
    const { aesthetic, instruction } = state.scores ?? { aesthetic: 0, instruction: 0 };
    const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
    return `a small photo was edited in ${seconds} s (scores ${aesthetic} and ${instruction})`;
  } finally {
    await api.photos.delete(photoId);
  }
}
