import { outcomeOf } from '@safelight/core';
import { diffRecipes } from '@safelight/recipe';
import { imagePath, type Images } from '../store/images.ts';
import { trajectoryPath } from '../store/trajectories.ts';
import type { Teacher } from '../teacher/teacher.ts';
import type { Judged, Pair } from './pair.ts';
import type { Sample, Trace } from './sample.ts';

/** The reflection sample of a pair. @throws what the teacher throws */
export async function makeSample(
  { id, worse, better, margin, rule }: Pair,
  teacher: Teacher,
  images: Pick<Images, 'read'>,
  signal: AbortSignal,
): Promise<Sample> {
  const correction = diffRecipes(better.original.recipe, outcomeOf(better).recipe);
  const refs = [worse.original.image, outcomeOf(worse).image, outcomeOf(better).image] as const;
  const [source, fell, reached] = refs;
  const pictures = () => Promise.all([images.read(source), images.read(fell), images.read(reached)]);
  const { analysis, attributions } = await teacher.teach({ worse, better, correction, pictures }, signal);
  return {
    schema: 2,
    id,
    photoSha256: worse.photoSha256,
    instruction: worse.instruction,
    locale: worse.locale,
    margin,
    rule,
    images: { source: imagePath(source), worse: imagePath(fell), better: imagePath(reached) },
    worse: traceOf(worse),
    reflection: analysis,
    attributions: attributions as Sample['attributions'],
    correction: correction as Sample['correction'],
    better: traceOf(better),
    provenance: {
      teacherVersion: teacher.version,
      policyVersions: [...new Set([worse.policyVersion, better.policyVersion])],
      engineVersions: [...new Set([worse.engineVersion, better.engineVersion])],
      evaluatorVersion: better.evaluation.evaluatorVersion,
    },
  };
}

function traceOf(trajectory: Judged): Trace {
  return {
    trajectoryId: trajectory.id,
    trajectory: trajectoryPath(trajectory),
    scores: trajectory.evaluation.scores,
    selfScore: trajectory.finish.selfScore,
    steps: trajectory.steps.map(({ thought, calls, observation }) => ({
      thought,
      calls: calls as Trace['steps'][number]['calls'],
      image: imagePath(observation.image),
    })),
  };
}
