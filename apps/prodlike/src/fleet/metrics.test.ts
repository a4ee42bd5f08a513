import { expect, it } from 'vitest';
import { Counter, sumOf } from './metrics.ts';

const text = [
  '# TYPE gateway_queue_length gauge',
  'gateway_queue_length{queue="turns"} 7',
  'gateway_queue_length{queue="jobs"} 2',
  'gateway_turns_running 2 1763770000000',
  'gateway_turns_running_ever 9',
  '',
].join('\n');

it('a metric is summed over its series, or over those with a label', () => {
  expect(sumOf(text, 'gateway_queue_length')).toBe(9);
  expect(sumOf(text, 'gateway_queue_length', 'queue="turns"')).toBe(7);
  expect(sumOf(text, 'gateway_turns_running')).toBe(2);
});

it('a metric that is not there has no sum', () => {
  expect(sumOf(text, 'gateway_turns')).toBeNull();
  expect(sumOf(text, 'gateway_queue_length', 'queue="none"')).toBeNull();
});

it('a counter goes on over processes that begin anew and over those that are gone', () => {
  const counter = new Counter();
  expect([counter.add('a', 3), counter.add('b', 2), counter.add('a', 4), counter.add('a', 1)]).toEqual([3, 5, 6, 7]);
});
