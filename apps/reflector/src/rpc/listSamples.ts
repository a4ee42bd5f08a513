import { Fault, type Reflection } from '@safelight/core';
import type { ListSamplesRequest, ListSamplesResponse } from '@safelight/wire';
import type { Context } from '../context.ts';
import type { Sample } from '../sample/sample.ts';

/** The manifest only grows, so a position in it is a cursor that stays true. */
const tokenPrefix = 'v1:';

/** The samples, oldest first, with the whole trajectories behind them. */
export async function listSamples(
  { manifest, trajectories }: Context,
  { pageSizeMax, pageToken }: ListSamplesRequest,
): Promise<ListSamplesResponse> {
  const start = positionOf(pageToken, manifest.count);
  const page = manifest.slice(start, pageSizeMax);
  const end = start + page.length;
  const reflectionOf = async (sample: Sample): Promise<Reflection> => ({
    id: sample.id,
    photoSha256: sample.photoSha256,
    instruction: sample.instruction,
    locale: sample.locale,
    worse: await trajectories.read(sample.worse.trajectory),
    better: await trajectories.read(sample.better.trajectory),
    analysis: sample.reflection,
    correction: sample.correction,
    margin: sample.margin,
    attributions: sample.attributions,
    teacherVersion: sample.provenance.teacherVersion,
    rule: sample.rule,
  });
  return {
    reflections: await Promise.all(page.map(reflectionOf)),
    nextPageToken: end < manifest.count ? Buffer.from(`${tokenPrefix}${end}`).toString('base64url') : '',
  };
}

function positionOf(pageToken: string, count: number): number {
  if (pageToken === '') return 0;
  const text = Buffer.from(pageToken, 'base64url').toString('utf8');
  const position = /^v1:(\d{1,15})$/.exec(text)?.[1];
  if (position === undefined || Number(position) > count) {
    const message = 'pageToken is none that this service gave. Start again without one.';
    throw new Fault('request.invalid', message, { field: 'pageToken' });
  }
  return Number(position);
}
