import { notRenderedReason } from '@safelight/engine';
import { unperceivedReason } from '@safelight/perception';

/** Why a tool has no effect here: the engine does not render it, or nobody finds what it selects; undefined when it acts. */
export const notRendered = (tool: string): string | undefined => notRenderedReason(tool) ?? unperceivedReason(tool);
