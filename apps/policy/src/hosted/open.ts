/** Opens a hosted model and the back end that speaks with it; loaded only where one is asked. */
import { openVlm, type Reply } from '@safelight/vlm';
import type { PolicyBackend } from '../backend.ts';
import type { BackendSettings } from '../config/backend.ts';
import { jarvisevoBackend } from '../jarvisevo/jarvisevo.ts';
import { openaiBackend } from '../openai/openai.ts';

export interface HostedBackend extends AsyncDisposable {
  readonly backend: PolicyBackend;
}

/** Who opens it disposes it. */
export function openHosted(
  { kind, vlm: settings, toolGroups, stepTimeoutMs }: Exclude<BackendSettings, { readonly kind: 'planner' }>,
  onReply: (reply: Reply, outcome: string) => void,
): HostedBackend {
  const vlm = openVlm(settings);
  const backend =
    kind === 'jarvisevo'
      ? jarvisevoBackend(vlm, { stepTimeoutMs, onReply })
      : openaiBackend(vlm, { toolGroups, stepTimeoutMs, onReply });
  return { backend, [Symbol.asyncDispose]: () => vlm[Symbol.asyncDispose]() };
}
