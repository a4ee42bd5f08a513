import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import type { ToolContext } from './context.ts';
import { mcpLimits } from './limits.ts';
import { buildServer } from './server.ts';

export interface RunningStdio extends AsyncDisposable {
  /** Settles when the host closes the connection. */
  readonly ended: Promise<void>;
}

/** Speaks MCP on stdin and stdout, both revisions of the protocol; nothing else may be written to stdout. */
export function startStdio(context: ToolContext): RunningStdio {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const transport = new StdioServerTransport(process.stdin, process.stdout, { maxBufferSize: mcpLimits.messageBytes });
  const handle = serveStdio(() => buildServer(context), { transport });
  process.stdin.once('end', resolve).once('close', resolve);
  return { ended, [Symbol.asyncDispose]: () => handle.close() };
}
