import { tools } from '@safelight/catalogue';
import { expect, it } from 'vitest';
import { notRenderedReason, renderedTools } from './support.ts';

it('every tool of the catalogue renders or has a one-line reason', () => {
  for (const { name } of tools) {
    const reason = notRenderedReason(name);
    expect(reason === undefined).toBe(renderedTools.includes(name));
    if (reason !== undefined) expect(reason).toMatch(/^[^\n]{20,160}\.$/);
  }
  expect(new Set(renderedTools).size).toBe(renderedTools.length);
});

it('the groups that the engine promises are whole', () => {
  const promised = ['basic', 'tone-curve', 'hsl', 'bw-mix', 'color-grading', 'calibration', 'crop'];
  const missing = tools.filter(({ group, name }) => promised.includes(group) && notRenderedReason(name) !== undefined);
  expect(missing.map(({ name }) => name)).toEqual([]);
});

it('an unknown name has a reason too', () => {
  expect(notRenderedReason('frobnicate')).toMatch(/no such tool/);
});
