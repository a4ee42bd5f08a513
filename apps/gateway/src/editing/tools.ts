import type { ToolDescription } from '@safelight/wire';
import type { TenantContext } from '../context.ts';
import { gatewayLimits } from '../limits.ts';
import { withRetries } from '../retry.ts';

/** The develop tools, with those that the engine does not render marked and explained. */
export async function listTools(context: TenantContext, signal: AbortSignal): Promise<readonly ToolDescription[]> {
  const options = { signal, deadlineMs: gatewayLimits.shortDeadlineMs };
  const { tools } = await withRetries(() => context.sandbox.listTools({}, options), { signal });
  return tools;
}
