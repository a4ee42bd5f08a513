import { parseArgs } from 'node:util';

/** What `npm run bench -- autoscale …` was asked for. */
export interface AutoscaleOptions {
  readonly part: 'compare' | 'tune' | 'paper' | 'manifest';
  /** Where the plot goes; null: nowhere. */
  readonly plotPath: string | null;
  /** Whether starts that are faster and slower are tried as well. */
  readonly isSensitivityAsked: boolean;
}

export const autoscaleHelp = `npm run bench -- autoscale [options]

  --plot <file.svg>   also draw what was found
  --sensitivity       also with starts of 60 to 300 s
  --tune              choose settings anew, on the tuning traces alone (some minutes)
  --paper             what ten million edits a day need, on paper
  --manifest          the shipped settings as specs of KEDA's ScaledObjects
  --help              this`;

/** @throws Error with one line that says what is wrong */
export function readOptions(args: readonly string[]): AutoscaleOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      plot: { type: 'string' },
      sensitivity: { type: 'boolean', default: false },
      tune: { type: 'boolean', default: false },
      paper: { type: 'boolean', default: false },
      manifest: { type: 'boolean', default: false },
    },
  });
  const parts = (['tune', 'paper', 'manifest'] as const).filter((part) => values[part]);
  if (parts.length > 1) throw new Error(`One at a time: ${parts.map((part) => `--${part}`).join(', ')}.`);
  const [part] = parts;
  if (part !== undefined && (values.plot !== undefined || values.sensitivity)) {
    throw new Error(`--${part} draws nothing and compares nothing: leave --plot and --sensitivity out.`);
  }
  return { part: part ?? 'compare', plotPath: values.plot ?? null, isSensitivityAsked: values.sensitivity };
}
