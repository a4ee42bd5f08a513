import type { Logger } from '@safelight/service-kit';
import type { PolicyBackend } from './backend.ts';
import type { BackendSettings } from './config/backend.ts';
import { modelReplied, plannerTookOver } from './events.ts';
import { withFallback } from './fallback.ts';
import { planner } from './planner/planner.ts';

export interface OpenBackend extends AsyncDisposable {
  readonly backend: PolicyBackend;
}

/** Opens what the settings name; who opens it disposes it. Code of hosted models is loaded only where one is asked. */
export async function openBackend(settings: BackendSettings, logger: Logger): Promise<OpenBackend> {
  if (settings.kind === 'planner') return { backend: planner, [Symbol.asyncDispose]: () => Promise.resolve() };
  const { openHosted } = await import('./hosted/open.ts');
  const { model } = settings.vlm;
  const hosted = openHosted(settings, (reply, outcome) => modelReplied(logger, { model, outcome, usage: reply.usage }));
  if (!settings.fallback) return hosted;
  const onFallback = (fault: Parameters<Parameters<typeof withFallback>[2]>[0]) =>
    plannerTookOver(logger, { model, fault });
  return {
    backend: withFallback(hosted.backend, planner, onFallback),
    [Symbol.asyncDispose]: () => hosted[Symbol.asyncDispose](),
  };
}
