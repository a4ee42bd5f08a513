import type { AgentBenchOptions } from '../options.ts';
import { loadArtEditEval } from './artEditEval.ts';
import { loadArtEditLr } from './artEditLr.ts';
import { loadFiveK } from './fiveK.ts';
import { loadMmArt } from './mmArt.ts';
import { loadRetouchEval } from './retouchEval.ts';
import type { EditSample, JudgedSample } from './sample.ts';

export const datasetNames = ['artedit-lr', 'artedit-eval', 'mmart', 'retoucheval', 'fivek'] as const;
export type DatasetName = (typeof datasetNames)[number];

export type LoadOptions = Pick<AgentBenchOptions, 'language' | 'length' | 'instruction'>;

/** Editing is asked of the agent, judging of the evaluator. */
export type Dataset =
  | { readonly kind: 'edit'; readonly samples: readonly EditSample[] }
  | { readonly kind: 'judge'; readonly samples: readonly JudgedSample[] };

/** @throws Error that says what the folder lacks */
export async function loadDataset(name: DatasetName, folder: string, options: LoadOptions): Promise<Dataset> {
  switch (name) {
    case 'artedit-lr':
      return { kind: 'edit', samples: await loadArtEditLr(folder, options) };
    case 'artedit-eval':
      return { kind: 'judge', samples: await loadArtEditEval(folder) };
    case 'mmart':
      return { kind: 'edit', samples: await loadMmArt(folder, options) };
    case 'retoucheval':
      return { kind: 'edit', samples: await loadRetouchEval(folder) };
    case 'fivek':
      return { kind: 'edit', samples: await loadFiveK(folder, options) };
  }
}
