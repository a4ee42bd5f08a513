/** Random valid nouns for property tests of this room. */
import {
  gridColumns,
  gridRows,
  hueBands,
  limits,
  regionNames,
  type Comparison,
  type Correction,
  type Evaluation,
  type Finish,
  type ImageRef,
  type Mask,
  type Measurement,
  type Observation,
  type PastTurn,
  type Prediction,
  type Recipe,
  type RecipeOrigin,
  type RegionFigures,
  type RetouchArea,
  type Round,
  type SessionEvent,
  type SessionEventBody,
  type Step,
  type StepRevision,
  type ToolCall,
  type Trajectory,
} from '@safelight/core';
import fc from 'fast-check';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const positive = fc.integer({ min: 1, max: 30_000 });
const id = fc.stringMatching(/^[a-z]{3}_[0-9a-f]{16}$/);
const digest = fc.stringMatching(/^[0-9a-f]{64}$/);
const prose = fc.string({ unit: 'grapheme', maxLength: 80 });
const word = fc.string({ minLength: 1, maxLength: 20 });
const score = fc.double({ min: 1, max: 5, noNaN: true });
const locale = fc.constantFrom('en', 'zh');
const seed = fc.integer({ min: 0, max: 0xffffffff });

const settingName = fc.stringMatching(/^[a-z][A-Za-z]{0,15}$/).filter((name) => !(name in {}));
const settingValue = fc.oneof(
  finite,
  fc.boolean(),
  fc.string({ maxLength: 20 }),
  fc.array(finite, { maxLength: 5 }),
  fc.array(fc.array(finite, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
);
const settings = fc.dictionary(settingName, settingValue, { noNullPrototype: true, maxKeys: 6 });
const some = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(one, { maxLength: 2 });
const foreign = fc.array(fc.record({ uri: prose, name: word, xml: prose }), { maxLength: 3 });
const maskId = fc.stringMatching(/^[0-9A-F]{32}$/);
const mask: fc.Arbitrary<Mask> = fc.record({
  id: maskId,
  tool: word,
  name: prose,
  settings,
  strokes: some(settings),
  foreign,
});
const correction: fc.Arbitrary<Correction> = fc.record({
  id: maskId,
  name: prose,
  settings,
  pointColors: some(settings),
  masks: some(mask),
  foreign,
});
const area: fc.Arbitrary<RetouchArea> = fc.record({ tool: word, settings, strokes: some(settings), foreign });
const recipe: fc.Arbitrary<Recipe> = fc.record({
  schema: fc.constant(2 as const),
  settings,
  pointColors: some(settings),
  corrections: some(correction),
  retouch: some(area),
  foreign,
});
const call: fc.Arbitrary<ToolCall> = fc.record(
  { tool: settingName, value: fc.oneof(settingValue, settings), target: word },
  { requiredKeys: ['tool', 'value'] },
);

const figures = (...names: string[]) => fc.record(Object.fromEntries(names.map((name) => [name, finite])));
const measurement = fc.record({
  width: positive,
  height: positive,
  lightness: figures('mean', 'p01', 'p05', 'p25', 'p50', 'p75', 'p95', 'p99', 'deviation'),
  clipping: figures('shadows', 'highlights'),
  cast: figures('a', 'b', 'neutralA', 'neutralB'),
  chroma: fc.record({
    mean: finite,
    p95: finite,
    byHue: fc.record(Object.fromEntries(hueBands.map((band) => [band, figures('share', 'chroma', 'lightness')]))),
  }),
  detail: finite,
  noise: fc.double({ min: 0, max: 50, noNaN: true }),
  haze: fc.double({ min: 0, max: 1, noNaN: true }),
  banding: fc.double({ min: 0, max: 1, noNaN: true }),
  grid: fc.array(figures('lightness', 'deviation', 'chroma', 'a', 'b'), {
    minLength: gridRows * gridColumns,
    maxLength: gridRows * gridColumns,
  }),
}) as unknown as fc.Arbitrary<Measurement>;

const region = fc.record({
  name: fc.constantFrom(...regionNames),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  box: figures('left', 'top', 'right', 'bottom'),
  lightness: figures('mean', 'p05', 'p50', 'p95', 'deviation'),
  clipping: figures('shadows', 'highlights'),
  cast: figures('a', 'b'),
  chroma: figures('mean', 'p95'),
  detail: finite,
}) as unknown as fc.Arbitrary<RegionFigures>;
const scene = fc.record({
  tilt: fc.record({ degrees: finite, confidence: finite }),
  faces: fc.integer({ min: 0, max: 100 }),
  orientation: fc.constantFrom(1 as const, 3 as const, 6 as const, 8 as const),
});

const image: fc.Arbitrary<ImageRef> = fc.record({
  sha256: digest,
  mediaType: fc.constantFrom('image/jpeg', 'image/png'),
  width: positive,
  height: positive,
});
const problem = fc.record({ code: fc.constant('tool.unknown' as const), field: prose, message: prose });
const observation: fc.Arbitrary<Observation> = fc.record({
  image,
  recipe,
  measurement,
  regions: fc.array(region, { maxLength: 3 }),
  scene: fc.option(scene),
  problems: fc.array(problem, { maxLength: 2 }),
});
const usage = fc.record({
  promptTokens: fc.nat(),
  completionTokens: fc.nat(),
  costMicroUsd: fc.integer({ min: 0, max: 2 ** 50 }),
});
const round = fc.integer({ min: 0, max: limits.reflectionsMax });
const candidate = fc.integer({ min: 0, max: limits.candidatesMax - 1 });
const predictions: fc.Arbitrary<Prediction[]> = fc.array(
  fc.record({ metric: word, before: finite, expected: finite }),
  { maxLength: 3 },
);
const calls = fc.array(call, { maxLength: 3 });
const step: fc.Arbitrary<Step> = fc.record({
  index: fc.integer({ min: 1, max: 30 }),
  thought: prose,
  predictions,
  calls,
  base: fc.option(recipe),
  round,
  policyVersion: word,
  usage,
  observation,
});
const scores = fc.record({ aesthetic: score, instruction: score });
const finish: fc.Arbitrary<Finish> = fc.record({
  thought: prose,
  selfScore: scores,
  notDone: fc.array(prose, { maxLength: 2 }),
  missed: fc.array(prose, { maxLength: 2 }),
  usage,
});
const evaluation: fc.Arbitrary<Evaluation> = fc.record({
  scores,
  confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  metrics: fc.array(
    fc.record({
      name: word,
      axis: fc.constantFrom('aesthetic', 'instruction'),
      weight: fc.double({ min: 0, max: 1, noNaN: true }),
      value: fc.double({ min: 0, max: 10, noNaN: true }),
      evidence: prose,
    }),
    { maxLength: 3 },
  ),
  rationale: prose,
  evaluatorVersion: word,
});

const ended: fc.Arbitrary<Round> = fc.record({ index: round, finish, evaluation, kept: fc.boolean() });
const pastTurn: fc.Arbitrary<PastTurn> = fc.record({ instruction: word, recipes: some(recipe) });
const comparison: fc.Arbitrary<Comparison> = fc.record({
  winRates: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }),
  order: fc.array(candidate, { maxLength: 4 }),
  evaluatorVersion: word,
});

export const trajectoryArbitrary: fc.Arbitrary<Trajectory> = fc.record({
  schema: fc.constant(2 as const),
  id,
  sessionId: id,
  turnId: id,
  photoSha256: digest,
  instruction: word,
  locale,
  policyVersion: word,
  engineVersion: word,
  seed,
  candidate,
  history: some(pastTurn),
  original: observation,
  steps: fc.array(step, { maxLength: 3 }),
  rounds: some(ended),
  finish: fc.option(finish),
  evaluation: fc.option(evaluation),
}) as fc.Arbitrary<Trajectory>;

const sequence = fc.integer({ min: 1, max: 2 ** 50 });
const stepIndex = fc.integer({ min: 1, max: 30 });
const revision: fc.Arbitrary<StepRevision> = fc.oneof(
  fc.record({ step: stepIndex, action: fc.constant('reject' as const) }),
  fc.record({ step: stepIndex, action: fc.constant('replace' as const), calls }),
);
const origin: fc.Arbitrary<RecipeOrigin> = fc.oneof(
  fc.record({ type: fc.constant('restored' as const), sequence }),
  fc.record({ type: fc.constant('variant' as const), turnId: id, candidate }),
  fc.record({
    ...{ type: fc.constant('revision' as const), turnId: id, candidate },
    ...{ revisions: some(revision), recipes: some(recipe) },
  }),
  fc.record({ type: fc.constant('calls' as const), calls }),
  fc.record({ type: fc.constant('set' as const) }),
  fc.record({ type: fc.constant('branch' as const), sessionId: id, sequence }),
);
const limit = fc.option(fc.integer({ min: 1, max: 2 ** 50 }));

const body: fc.Arbitrary<SessionEventBody> = fc.oneof(
  fc.record({ type: fc.constant('session.created' as const), photoSha256: digest }),
  fc.record({
    type: fc.constant('turn.requested' as const),
    turnId: id,
    instruction: word,
    options: fc.record({
      stepsMax: fc.integer({ min: 1, max: 30 }),
      seed,
      candidates: fc.integer({ min: 1, max: limits.candidatesMax }),
      reflectionsMax: round,
      scoreMin: score,
      textOnly: fc.boolean(),
      deadlineMs: fc.option(fc.integer({ min: 1, max: limits.turnDeadlineMs })),
      budget: fc.record({ tokens: limit, costMicroUsd: limit }),
    }),
  }),
  fc.record({
    type: fc.constant('turn.canceled' as const),
    turnId: id,
    reason: fc.constantFrom('request' as const, 'deadline' as const),
  }),
  fc.record({ type: fc.constant('recipe.changed' as const), recipe, image: fc.option(image), origin }),
  fc.record({ type: fc.constant('turn.looked' as const), turnId: id, candidate, original: observation }),
  fc.record({ type: fc.constant('turn.started' as const), turnId: id, attempt: positive, original: observation }),
  fc.record({
    type: fc.constant('step.decided' as const),
    turnId: id,
    step: fc.integer({ min: 1, max: 30 }),
    thought: prose,
    predictions,
    calls,
    candidate,
    round,
    base: fc.option(recipe),
    policyVersion: word,
    usage,
  }),
  fc.record({
    type: fc.constant('step.observed' as const),
    turnId: id,
    candidate,
    step: fc.integer({ min: 1, max: 30 }),
    observation,
  }),
  fc.record({ type: fc.constant('turn.finishing' as const), turnId: id, candidate, round, finish }),
  fc.record({
    type: fc.constant('turn.evaluated' as const),
    turnId: id,
    candidate,
    round,
    evaluation,
    kept: fc.boolean(),
  }),
  fc.record({ type: fc.constant('turn.compared' as const), turnId: id, comparison }),
  fc.record({ type: fc.constant('turn.finished' as const), turnId: id, recipe, image, scores, candidate }),
  fc.record({
    type: fc.constant('turn.failed' as const),
    turnId: id,
    code: fc.constant('engine.stuck' as const),
    message: prose,
    retryable: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('candidate.failed' as const),
    turnId: id,
    candidate,
    code: fc.constant('engine.stuck' as const),
    message: prose,
    retryable: fc.boolean(),
  }),
);

export const sessionEventArbitrary: fc.Arbitrary<SessionEvent> = fc.record({
  sequence,
  sessionId: id,
  time: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
  body,
});
