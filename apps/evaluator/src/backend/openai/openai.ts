import type { Evaluation } from '@safelight/core';
import { localeOf, readInstruction } from '@safelight/intent';
import { openVlm, type Vlm } from '@safelight/vlm';
import type { OpenAiSettings, Style } from '../../config/judge.ts';
import type { Backend, Edit, Group, Preference } from '../backend.ts';
import { grm } from './grm.ts';
import { preferBothOrders } from './prefer.ts';
import { promptVersion } from './prompts.ts';
import { checkPicture, imagePart, wishPart } from './shown.ts';
import { viescore } from './viescore.ts';

/** A vision language model as the judge. */
export class OpenAiBackend implements Backend {
  readonly version: string;
  readonly concurrencyMax: number;
  readonly #vlm: Vlm;
  readonly #style: Style;

  constructor({ vlm, style }: OpenAiSettings) {
    this.#vlm = openVlm(vlm);
    this.#style = style;
    this.version = `openai-${style}/${promptVersion}:${vlm.model}`;
    this.concurrencyMax = vlm.rate.concurrencyMax;
  }

  async judge({ before, after, instruction }: Edit, signal: AbortSignal): Promise<Evaluation> {
    // For its refusals alone: what has no figure may still be seen.
    readInstruction(instruction);
    await checkPicture(before, 'before');
    await checkPicture(after, 'after');
    const shown = {
      before: imagePart(before),
      after: imagePart(after),
      wish: wishPart(instruction),
      locale: localeOf(instruction),
    };
    const judge = this.#style === 'grm' ? grm : viescore;
    return judge(this.#vlm, shown, this.version, signal);
  }

  prefer(group: Group, signal: AbortSignal): Promise<readonly Preference[]> {
    return preferBothOrders(this.#vlm, group, localeOf(group.instruction), this.concurrencyMax, signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#vlm[Symbol.asyncDispose]();
  }
}
