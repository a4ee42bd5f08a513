/** What a group of runners is scaled by, beside what waits (libs/autoscale). */
import type { ObservableResult } from '@opentelemetry/api';
import { meter } from '@safelight/service-kit';

const turnsRunning = meter.createObservableGauge('gateway_turns_running', {
  description: 'Turns that the process works on.',
});

export function showTurnsRunning(count: () => number): Disposable {
  const observe = (result: ObservableResult): void => result.observe(count());
  turnsRunning.addCallback(observe);
  return { [Symbol.dispose]: () => turnsRunning.removeCallback(observe) };
}
