/** What tools work with. */
import type { Safelight } from '@safelight/client';
import type { McpServer } from '@modelcontextprotocol/server';

export interface ToolContext {
  /** The API on behalf of the caller. */
  readonly api: Safelight;
  /** Folder below which photos may be named by path; null = no paths, as over HTTP. */
  readonly root: string | null;
}

/** Adds its tools or resources to a server. */
export type Room = (server: McpServer, context: ToolContext) => void;
