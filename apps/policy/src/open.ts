import type { Logger } from '@safelight/service-kit';
import type { Reply, Vlm } from '@safelight/vlm';
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
  const { openVlm } = await import('@safelight/vlm');
  const vlm = openVlm(settings.vlm);
  const { fallback } = settings;
  const { model } = settings.vlm;
  const hosted = await hostedBackend(vlm, settings, (reply, outcome) =>
    modelReplied(logger, { model, outcome, usage: reply.usage }),
  );
  const backend = fallback
    ? withFallback(hosted, planner, (fault) => plannerTookOver(logger, { model, fault }))
    : hosted;
  return { backend, [Symbol.asyncDispose]: () => vlm[Symbol.asyncDispose]() };
}

async function hostedBackend(
  vlm: Vlm,
  { kind, toolGroups, stepTimeoutMs }: Exclude<BackendSettings, { readonly kind: 'planner' }>,
  onReply: (reply: Reply, outcome: string) => void,
): Promise<PolicyBackend> {
  if (kind === 'jarvisevo') {
    const { jarvisevoBackend } = await import('./jarvisevo/jarvisevo.ts');
    return jarvisevoBackend(vlm, { stepTimeoutMs, onReply });
  }
  const { openaiBackend } = await import('./openai/openai.ts');
  return openaiBackend(vlm, { toolGroups, stepTimeoutMs, onReply });
}
