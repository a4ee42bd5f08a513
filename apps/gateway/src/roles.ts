/** Tells in the metrics what this process does, so that a role that nobody fills is seen. */
import type { ObservableResult } from '@opentelemetry/api';
import { meter } from '@safelight/service-kit';

const filled = meter.createObservableGauge('gateway_role', {
  description: '1 for each role that the process fills: api, runner or relay.',
});

export function showRoles(roles: Iterable<string>): Disposable {
  const names = [...roles];
  const observe = (result: ObservableResult): void => {
    for (const role of names) result.observe(1, { role });
  };
  filled.addCallback(observe);
  return { [Symbol.dispose]: () => filled.removeCallback(observe) };
}
