/** One MCP server on behalf of one caller. */
import { McpServer } from '@modelcontextprotocol/server';
import type { Room, ToolContext } from './context.ts';
import { addResources } from './resources.ts';
import { addEditingTools } from './tools/editing.ts';
import { addJudgingTools } from './tools/judging.ts';
import { addRecipeTools } from './tools/recipes.ts';

const rooms: readonly Room[] = [addEditingTools, addJudgingTools, addRecipeTools, addResources];

const instructions = `Safelight retouches photographs from one sentence; every edit stays a Lightroom-compatible recipe.
Start with edit_photo; look at the picture it answers; go on with continue_edit on the same sessionId.
It develops (light, colour, masks, crop) and does not add, remove or redraw things.`;

export function buildServer(context: ToolContext): McpServer {
  const info = { name: 'safelight', title: 'Safelight', version: '0.1.0' };
  const server = new McpServer(info, { instructions });
  for (const add of rooms) add(server, context);
  return server;
}
