import { diffRecipes } from '@safelight/recipe';
import { analyze } from '../analysis/analysis.ts';
import { imagePath } from '../store/images.ts';
import { trajectoryPath } from '../store/trajectories.ts';
import type { Judged, Pair } from './pair.ts';
import { finalRecipe, outcomeOf, type Sample, type Trace } from './sample.ts';

/** The reflection sample of a pair: a pure function of the two trajectories. */
export function makeSample({ id, worse, better, margin }: Pair): Sample {
  const correction = diffRecipes(better.original.recipe, finalRecipe(better));
  return {
    schema: 1,
    id,
    photoSha256: worse.photoSha256,
    instruction: worse.instruction,
    locale: worse.locale,
    margin,
    images: {
      source: imagePath(worse.original.image),
      worse: imagePath(outcomeOf(worse).image),
      better: imagePath(outcomeOf(better).image),
    },
    worse: traceOf(worse),
    reflection: analyze(worse, better, correction),
    correction: correction as Sample['correction'],
    better: traceOf(better),
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
