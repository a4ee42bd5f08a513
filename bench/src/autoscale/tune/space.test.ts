import { modelDemand } from '@safelight/autoscale';
import { expect, it } from 'vitest';
import { settingsOf } from './space.ts';

it('ships what the tuner chose', () => {
  // The last line of `npm run bench -- autoscale --tune`.
  const chosen = { target: 8, spareReplicas: 6, downWindowSeconds: 180, downPercentAMinute: 100 };
  expect(modelDemand).toEqual(settingsOf(chosen));
});
