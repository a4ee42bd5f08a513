export type { ToolContext } from './context.ts';
export { startHttp, type HttpOptions, type RunningMcp } from './http.ts';
export { mcpLimits } from './limits.ts';
export { buildServer } from './server.ts';
export { startStdio, type RunningStdio } from './stdio.ts';
