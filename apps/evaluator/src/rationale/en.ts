import type { Grounds } from './rationale.ts';

const listMax = 3;

function degree(score: number): string {
  if (score >= 4.3) return 'well';
  if (score >= 3.4) return 'mostly';
  if (score >= 2.3) return 'only in part';
  return 'hardly';
}

export function en({ scores, met, missed, flaw, uncovered, aligned }: Grounds): string {
  const names = met.slice(0, listMax).map(({ name }) => name);
  const done = names.length === 0 ? '' : `: ${names.join(', ')}`;
  const sentences = [
    `The edit follows the instruction ${degree(scores.instruction)} (${scores.instruction.toFixed(1)} of 5)${done}.`,
  ];
  const [short] = missed;
  if (short !== undefined) sentences.push(`What falls short most is "${short.name}": ${short.evidence}.`);
  sentences.push(
    flaw === null
      ? `As a picture it holds up (${scores.aesthetic.toFixed(1)} of 5).`
      : `As a picture it gets ${scores.aesthetic.toFixed(1)} of 5, held back by ${flaw.name}: ${flaw.evidence}.`,
  );
  if (uncovered.length > 0) {
    sentences.push(
      `Not judged, as no figure shows it here: ${uncovered
        .slice(0, listMax)
        .map((part) => `"${part}"`)
        .join(', ')}.`,
    );
  }
  if (!aligned)
    sentences.push('The two pictures could not be laid over each other, so only figures of the whole were compared.');
  return sentences.join(' ');
}
