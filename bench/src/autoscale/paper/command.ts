import { estimate } from './estimate.ts';
import { parameters, values } from './parameters.ts';
import { costTable, needTable, parameterTable } from './render.ts';

/** @returns the exit code */
export function paperCommand(): number {
  const result = estimate(values);
  const { costs, lines } = result;
  console.log([parameterTable(parameters), needTable(result), costTable(result)].join('\n\n'));
  console.log(`\n${JSON.stringify({ lines, costs })}`);
  return 0;
}
