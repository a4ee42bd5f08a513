/** What may be chosen, and how a choice becomes settings. */
import { behaviorDefault, type DemandSettings } from '@safelight/autoscale';
import { replicasMax } from '../contenders.ts';

export const space = {
  target: [8, 10, 12, 16, 20],
  spareReplicas: [3, 4, 5, 6, 7, 8],
  downWindowSeconds: [180, 300, 600],
  downPercentAMinute: [25, 100],
} as const;

/** Knobs that are turned together, as one makes up for the other. */
export const together: readonly (readonly (keyof typeof space)[])[] = [
  ['target', 'spareReplicas'],
  ['downWindowSeconds', 'downPercentAMinute'],
];

export type Choice = { readonly [Name in keyof typeof space]: number };

/** Where the search begins: on the safe side of everything that it may choose. */
export const firstChoice: Choice = {
  target: 10,
  spareReplicas: 8,
  downWindowSeconds: 300,
  downPercentAMinute: 100,
};

export function settingsOf(choice: Choice): DemandSettings {
  const { target, spareReplicas, downWindowSeconds, downPercentAMinute } = choice;
  return {
    replicasMin: 1,
    replicasMax,
    pollingIntervalSeconds: 15,
    cooldownPeriodSeconds: 600,
    target,
    spareReplicas,
    scrapeSeconds: 15,
    progressSeconds: 60,
    lag: null,
    behavior: {
      scaleUp: behaviorDefault.scaleUp,
      scaleDown: {
        stabilizationWindowSeconds: downWindowSeconds,
        selectPolicy: 'Max',
        // At 100 % the period is the one of Kubernetes' own default.
        policies: [{ type: 'Percent', value: downPercentAMinute, periodSeconds: downPercentAMinute === 100 ? 15 : 60 }],
      },
    },
  };
}
