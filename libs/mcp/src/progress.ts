/** A turn's events as progress notifications. */
import type { SessionEvent } from '@safelight/client';
import type { ServerContext } from '@modelcontextprotocol/server';

const messageChars = 300;

/** Tells the host what the agent does, when the host asked for it. */
export function progressTeller({ mcpReq }: ServerContext): (event: SessionEvent) => void {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken === undefined) return () => undefined;
  let progress = 0;
  return ({ body }) => {
    const message = messageOf(body);
    if (message === null) return;
    progress += 1;
    // A host that went away hears nothing; the edit goes on without it.
    void mcpReq
      .notify({ method: 'notifications/progress', params: { progressToken, progress, message } })
      .catch(() => undefined);
  };
}

function messageOf(body: SessionEvent['body']): string | null {
  switch (body.type) {
    case 'turn.started':
      return 'Looking at the photo.';
    case 'step.decided':
      return `Step ${body.step}: ${body.thought}`.slice(0, messageChars);
    case 'turn.evaluated': {
      const { aesthetic, instruction } = body.evaluation.scores;
      return `Scored ${aesthetic.toFixed(1)} for its looks and ${instruction.toFixed(1)} for the instruction, of 5.`;
    }
    case 'turn.compared':
      return 'Compared the candidates.';
    default:
      return null;
  }
}
