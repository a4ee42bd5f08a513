/**
 * Stored JSON of earlier versions in today's form. What is stored is never rewritten, so a log may hold events of every
 * released shape; this is the only place that knows them.
 */
import { noBudget, noUsage } from '@safelight/core';
import { upcastRecipe } from '@safelight/recipe';

type Json = Readonly<Record<string, unknown>>;

/** The body of an event; what is missing gets the value that made no difference then. */
export function upcastBody(body: unknown): unknown {
  if (!isRecord(body)) return body;
  const latest = { ...body, ...upcastParts(body) };
  switch (body['type']) {
    case 'turn.requested':
      return { ...rest(body, 'stepsMax', 'seed'), options: optionsOf(body) };
    case 'step.decided':
      return { candidate: 0, round: 0, base: null, policyVersion: '', usage: noUsage, ...latest };
    case 'turn.finishing':
    case 'turn.evaluated':
      return { candidate: 0, round: 0, ...(body['type'] === 'turn.evaluated' && { kept: true }), ...latest };
    case 'step.observed':
    case 'turn.finished':
      return { candidate: 0, ...latest };
    default:
      return latest;
  }
}

/** How a policy ended a turn: before reflection, nothing was said about wishes that were missed. */
export function upcastFinish(finish: unknown): unknown {
  return isRecord(finish) ? { missed: [], usage: noUsage, ...finish } : finish;
}

function upcastParts(body: Json): Json {
  return {
    ...('original' in body && { original: upcastObservation(body['original']) }),
    ...('observation' in body && { observation: upcastObservation(body['observation']) }),
    ...('recipe' in body && { recipe: upcastRecipe(body['recipe']) }),
    ...(isRecord(body['base']) && { base: upcastRecipe(body['base']) }),
    ...(isRecord(body['origin']) && { origin: upcastOrigin(body['origin']) }),
    ...('finish' in body && { finish: upcastFinish(body['finish']) }),
  };
}

function upcastOrigin(origin: Json): Json {
  const { recipes } = origin;
  return Array.isArray(recipes) ? { ...origin, recipes: recipes.map(upcastRecipe) } : origin;
}

/** Noise, haze and banding were not measured in the beginning: 0 says that none was found. */
function upcastObservation(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const { recipe, measurement } = value;
  return {
    regions: [],
    scene: null,
    ...value,
    recipe: upcastRecipe(recipe),
    measurement: isRecord(measurement) ? { noise: 0, haze: 0, banding: 0, ...measurement } : measurement,
  };
}

/**
 * Before there were candidates and reflection a turn had one trajectory of one round; before there were deadlines and
 * budgets it had as much time and as many tokens as it took.
 */
function optionsOf({ stepsMax, seed, options }: Json): Json {
  const unlimited = { deadlineMs: null, budget: noBudget };
  if (isRecord(options)) return { ...unlimited, ...options };
  return { stepsMax, seed, candidates: 1, reflectionsMax: 0, scoreMin: 1, textOnly: false, ...unlimited };
}

function rest(body: Json, ...without: readonly string[]): Json {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !without.includes(name)));
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
