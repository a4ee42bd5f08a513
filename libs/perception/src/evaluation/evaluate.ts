import type { Matte } from '@safelight/core';
import { perceivedTools } from '../tools.ts';
import type { Perception } from '../perception.ts';
import { composites } from './composites.ts';
import { overlapOf } from './iou.ts';
import { drawOutlines, markedPhotos, nameOf, openPhoto } from './photos.ts';

export interface Figure {
  readonly picture: string;
  readonly tool: string;
  /** Whether the photo shows it; when not, the right answer is null. */
  readonly shown: boolean;
  /** Intersection over union where it is shown; else 1 for "nothing", 0 for a false finding. */
  readonly iou: number;
  readonly confidence: number | null;
  readonly milliseconds: number;
}

/** Asks for everything that was marked, photo by photo, then in the composites. */
export const evaluate = async function* (
  perception: Perception,
  wanted: {
    readonly tools?: readonly string[];
    /** Names of photos; all when absent. */
    readonly photos?: readonly string[];
    readonly composed?: boolean;
  } = {},
): AsyncGenerator<Figure> {
  const tools = wanted.tools ?? perceivedTools;
  for (const photo of markedPhotos()) {
    const asked = Object.entries(photo.outlines).filter(([tool]) => tools.includes(tool));
    if (asked.length === 0 || wanted.photos?.includes(nameOf(photo)) === false) {
      continue;
    }
    const picture = await openPhoto(photo);
    for (const [tool, outlines] of asked) {
      const started = performance.now();
      const matte = await perception.find(picture, { tool, settings: {} });
      const milliseconds = performance.now() - started;
      const iou =
        outlines === null
          ? Number(matte === null)
          : overlapOf(matte, drawOutlines(outlines, picture.width, picture.height));
      yield figure(nameOf(photo), tool, outlines !== null, iou, matte, milliseconds);
    }
  }
  if (wanted.composed === false) {
    return;
  }
  for await (const { name, tool, picture, truth } of composites()) {
    const started = performance.now();
    const matte = await perception.find(picture, { tool, settings: {} });
    yield figure(name, tool, true, overlapOf(matte, truth), matte, performance.now() - started);
  }
};

const figure = (
  picture: string,
  tool: string,
  shown: boolean,
  iou: number,
  matte: Matte | null,
  milliseconds: number,
): Figure => ({ picture, tool, shown, iou, confidence: matte?.confidence ?? null, milliseconds });
