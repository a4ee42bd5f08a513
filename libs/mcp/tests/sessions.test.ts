import { createSafelight } from '@safelight/client';
import { describe, expect, it } from 'vitest';
import { buildServer, mcpLimits } from '../src/index.ts';
import { McpSessions } from '../src/sessions.ts';

const api = createSafelight({ baseUrl: 'http://127.0.0.1:1' });
const build = () => buildServer({ api, root: null });

function asking(method: string, sessionId?: string): Request {
  const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } };
  const headers = {
    ...{ 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    ...(sessionId !== undefined && { 'mcp-session-id': sessionId }),
  };
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: method === 'initialize' ? params : {} });
  return new Request('http://127.0.0.1/mcp', { method: 'POST', headers, body });
}

async function open(sessions: McpSessions, key = 'a'): Promise<string> {
  return (await sessions.handle(asking('initialize'), key)).headers.get('mcp-session-id')!;
}

describe('MCP sessions', () => {
  it('are bounded: the next one is told to come later, and a place that is freed can be had', async () => {
    let time = 0;
    await using sessions = new McpSessions({ build, countMax: 2, now: () => time });
    await open(sessions);
    await open(sessions);
    expect((await sessions.handle(asking('initialize'), 'a')).status).toBe(503);
    time += mcpLimits.sessionIdleMs + 1;
    expect((await sessions.handle(asking('initialize'), 'a')).status).toBe(200);
    expect(sessions.count).toBe(1);
  });

  it('expire when they are not used, and no earlier', async () => {
    let time = 0;
    await using sessions = new McpSessions({ build, now: () => time });
    const id = await open(sessions);
    time += mcpLimits.sessionIdleMs - 1;
    expect((await sessions.handle(asking('tools/list', id), 'a')).status).toBe(200);
    time += mcpLimits.sessionIdleMs - 1;
    expect((await sessions.handle(asking('tools/list', id), 'a')).status).toBe(200);
    time += mcpLimits.sessionIdleMs + 1;
    expect((await sessions.handle(asking('tools/list', id), 'a')).status).toBe(404);
  });

  it('are unknown to another key', async () => {
    await using sessions = new McpSessions({ build });
    const id = await open(sessions, 'a');
    expect((await sessions.handle(asking('tools/list', id), 'b')).status).toBe(404);
  });

  it('are opened by nothing but initialize', async () => {
    await using sessions = new McpSessions({ build });
    expect((await sessions.handle(asking('tools/list'), 'a')).ok).toBe(false);
    expect(sessions.count).toBe(0);
  });
});
