import { decodeRgb8 } from '@safelight/codec';
import { Fault, type Locale } from '@safelight/core';
import type { Part } from '@safelight/vlm';

/** A case as it is put to a model. */
export interface Shown {
  readonly before: Part;
  readonly after: Part;
  readonly wish: Part;
  readonly locale: Locale;
}

/**
 * A model's single verdict: published judges of this kind change up to half of their pairwise verdicts with the order of
 * the pictures and are off people's marks by about a point of seven, so one verdict is no more than half a certainty.
 */
export const confidenceOfModel = 0.5;

export const imagePart = (data: Uint8Array): Part => ({ type: 'image', data });

/** Marked off, so that words of the customer are not taken for ours. */
export const wishPart = (instruction: string): Part => ({
  type: 'text',
  text: `The customer's words, between the lines:\n-----\n${instruction}\n-----`,
});

/** Names which picture is to blame before anything is sent. */
export async function checkPicture(bytes: Uint8Array, field: string): Promise<void> {
  try {
    await decodeRgb8(bytes);
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    throw new Fault(thrown.code, `The "${field}" picture: ${thrown.message}`, { field, cause: thrown });
  }
}
