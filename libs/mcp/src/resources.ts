/** Results of sessions as resources, read on behalf of the caller. */
import { ResourceTemplate } from '@modelcontextprotocol/server';
import type { Safelight } from '@safelight/client';
import type { Room, ToolContext } from './context.ts';
import { mcpLimits } from './limits.ts';
import { parts, renderTemplate, templateOf, type Part } from './uris.ts';

type Content = { readonly text: string } | { readonly blob: string };

const readers: Readonly<Record<Part, (api: Safelight, sessionId: string, signal: AbortSignal) => Promise<Content>>> = {
  'edited.jpg': async (api, sessionId, signal) => {
    const bytes = await api.sessions.render(sessionId, {}, { signal });
    return blobOf(bytes, `${api.baseUrl}/v1/sessions/${sessionId}/render`);
  },
  'recipe.json': async (api, sessionId, signal) => ({
    text: JSON.stringify(await api.sessions.recipe(sessionId, { signal }), null, 2),
  }),
  'recipe.xmp': async (api, sessionId, signal) => ({ text: await api.sessions.xmp(sessionId, { signal }) }),
  'trajectory.json': async (api, sessionId, signal) => {
    const { turns } = await api.sessions.get(sessionId, { signal });
    const last = turns.findLast(({ state }) => state === 'succeeded');
    if (last === undefined) throw new Error(`Session ${sessionId} has no finished edit yet. Wait for it.`);
    return { text: JSON.stringify(await api.turns.trajectory(sessionId, last.id, { signal })) };
  },
};

/** @throws Error that says where a larger file is fetched */
function blobOf(bytes: Uint8Array, where: string): { readonly blob: string } {
  if (bytes.length <= mcpLimits.resourceBytes) return { blob: Buffer.from(bytes).toString('base64') };
  throw new Error(
    `The photo has ${bytes.length} bytes; at most ${mcpLimits.resourceBytes} are sent here. Fetch ${where}.`,
  );
}

export const addResources: Room = (server, { api }: ToolContext) => {
  for (const part of Object.keys(parts) as Part[]) {
    // Sessions are many and private: they are linked from results, not listed.
    const template = new ResourceTemplate(templateOf(part), { list: undefined });
    server.registerResource(part, template, parts[part], async (uri, { sessionId }, { mcpReq }) => {
      const content = await readers[part](api, String(sessionId), mcpReq.signal);
      return { contents: [{ uri: uri.href, mimeType: parts[part].mimeType, ...content }] };
    });
  }
  const renders = new ResourceTemplate(renderTemplate, { list: undefined });
  server.registerResource('render', renders, { title: 'A finished render' }, async (uri, { renderId }, { mcpReq }) => {
    const { signal } = mcpReq;
    const id = String(renderId);
    const [{ rendered }, bytes] = await Promise.all([
      api.renders.get(id, { signal }),
      api.renders.content(id, { signal }),
    ]);
    const mimeType = rendered?.mediaType ?? 'application/octet-stream';
    return { contents: [{ uri: uri.href, mimeType, ...blobOf(bytes, `${api.baseUrl}/v1/renders/${id}/content`) }] };
  });
};
