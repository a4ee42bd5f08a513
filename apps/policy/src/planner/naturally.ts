import type { Intent } from '@safelight/intent';

/** Share of a wish that is left of it when it is to be done naturally. */
const restraint = 0.85;

/**
 * "Smooth her skin, naturally": said after wishes for parts alone it tells how, not what. As a wish of its own it would
 * right tone and colour of the whole, of which nobody spoke.
 */
export function naturally(intent: Intent, instruction: string): Intent {
  const { goals, looks, corrections } = intent;
  const [natural] = corrections;
  if (looks.length !== 1 || looks[0] !== 'natural' || natural === undefined || goals.length === 0) return intent;
  const at = instruction.indexOf(natural.source);
  const follows = goals.every(({ region, source }) => region !== null && instruction.indexOf(source) < at);
  if (!follows || corrections.some(({ source }) => source !== natural.source)) return intent;
  return {
    ...intent,
    looks: [],
    corrections: [],
    goals: goals.map((goal) => ({ ...goal, amount: restraint * goal.amount })),
  };
}
