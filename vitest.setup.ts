import fc from 'fast-check';

// A fixed seed, so that a run is green or red for the same tree; FC_SEED=random (or a number) explores.
const asked = process.env['FC_SEED'];
if (asked !== 'random') fc.configureGlobal({ seed: asked === undefined ? 20_261_121 : Number(asked) });
