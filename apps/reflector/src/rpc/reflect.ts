import { Fault, outcomeOf, sha256, type ImageRef } from '@safelight/core';
import { diffRecipes } from '@safelight/recipe';
import type { CallContext } from '@safelight/service-kit';
import type { ReflectRequest, ReflectResponse } from '@safelight/wire';
import type { Context } from '../context.ts';
import { isJudged, pairOf } from '../sample/pair.ts';

/** Reflects on a pair that the caller brings; nothing is kept. @throws Fault `request.invalid` when it is no pair */
export async function reflect(
  { teacher }: Pick<Context, 'teacher'>,
  { worse, better, images }: ReflectRequest,
  { signal }: Pick<CallContext, 'signal'>,
): Promise<ReflectResponse> {
  for (const [field, trajectory] of Object.entries({ worse, better })) {
    if (!isJudged(trajectory)) {
      throw new Fault('request.invalid', `${field} has no evaluation. Send trajectories that ended and were judged.`, {
        field,
      });
    }
  }
  if (!isJudged(worse) || !isJudged(better)) throw new Error('Both were checked above.');
  const pair = pairOf(worse, better, 0);
  if (pair === null || pair.better.id !== better.id) {
    const message =
      'The two are no pair: photo, start, instruction and evaluator must be the same, the results differ, and better ' +
      'have the higher score. Send another pair.';
    throw new Fault('request.invalid', message, { field: 'better' });
  }
  const correction = diffRecipes(better.original.recipe, outcomeOf(better).recipe);
  const sent = ({ sha256: digest }: ImageRef): Uint8Array => {
    const image = images.find(({ data }) => sha256(data) === digest);
    if (image !== undefined) return image.data;
    const message = `The picture ${digest} is missing; this teacher looks at pictures. Send original and both results.`;
    throw new Fault('request.invalid', message, { field: 'images' });
  };
  const pictures = () =>
    Promise.resolve([sent(worse.original.image), sent(outcomeOf(worse).image), sent(outcomeOf(better).image)] as const);
  const { analysis, attributions } = await teacher.teach({ worse, better, correction, pictures }, signal);
  const { id, margin, rule } = pair;
  const { photoSha256, instruction, locale } = worse;
  const input = { photoSha256, instruction, locale };
  const taught = { analysis, attributions, correction, teacherVersion: teacher.version };
  return { reflection: { id, ...input, worse, better, margin, rule, ...taught } };
}
