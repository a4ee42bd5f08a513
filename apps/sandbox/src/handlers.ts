import type { Handlers } from '@safelight/service-kit';
import type { sandboxContract } from '@safelight/wire';
import type { Context } from './context.ts';
import { convert } from './rpc/convert.ts';
import { exportLut } from './rpc/exportLut.ts';
import { inspectPhoto } from './rpc/inspectPhoto.ts';
import { listTools } from './rpc/listTools.ts';
import { measure } from './rpc/measure.ts';
import { render } from './rpc/render.ts';
import { segment } from './rpc/segment.ts';
import { validateCalls } from './rpc/validateCalls.ts';

/** What answers the sandbox's contract, over a network or within a process. */
export const handlersOf = (context: Context): Handlers<typeof sandboxContract> => ({
  render: (request, call) => render(context, request, call),
  measure: (request, call) => measure(context, request, call),
  inspectPhoto: (request, call) => inspectPhoto(context, request, call),
  validateCalls: async (request) => validateCalls(request),
  listTools: async () => listTools(),
  convert: async (request) => convert(request),
  exportLut: (request) => exportLut(context, request),
  segment: (request, call) => segment(context, request, call),
});
