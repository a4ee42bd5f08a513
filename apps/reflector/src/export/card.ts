import type { ExportRequest } from '@safelight/wire';

export interface Counts {
  readonly samples: number;
  /** Reasons, each with how many were left out for it. */
  readonly leftOut: Readonly<Record<string, number>>;
  readonly images: number;
  readonly versions: readonly string[];
}

const titles: Readonly<Record<ExportRequest['form'], string>> = {
  sft: 'Good edits with their thoughts (SFT)',
  rft: 'Reflections on worse edits (RFT)',
  evaluation: 'Whole edits and their scores',
  sepo: 'Groups of trajectories with rewards (SEPO)',
};

/** The README of an exported data set: what is in it, what was left out and why, where it comes from. */
export function cardOf({ form, scoreMin, locale }: ExportRequest, counts: Counts, files: readonly string[]): string {
  const left = Object.entries(counts.leftOut).filter(([, count]) => count > 0);
  return [
    `# ${titles[form]}`,
    '',
    `${counts.samples} samples, ${counts.images} pictures; ${locale === null ? 'English and Chinese' : locale}; ` +
      `${scoreMin === null ? "the form's own" : `mean score of at least ${scoreMin}, not the form's own`} threshold.`,
    '',
    ...(left.length === 0
      ? ['Nothing was left out.']
      : ['Left out:', '', ...left.map(([why, count]) => `- ${why}: ${count}`)]),
    '',
    `Made by: ${counts.versions.join(', ')}.`,
    '',
    ...(form === 'sepo'
      ? ['Each line of `groups.jsonl` is one group; its fields are described in the reflector’s README.']
      : [
          'Layout: sharegpt, as LLaMA-Factory documents it; put `dataset_info.json` into its data folder, or point `dataset_dir` here.',
          ...(form === 'rft' || form === 'evaluation'
            ? ['Train with `mask_history: true`, so that the loss is taken on the last reply alone.']
            : []),
        ]),
    '',
    `Files: ${files.join(', ')}, \`images/\`.`,
    '',
    'The photographs belong to those who uploaded them. Ask before you share this folder.',
    '',
  ].join('\n');
}
