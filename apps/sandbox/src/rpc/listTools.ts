import { targetSchema, tools, valueSchema } from '@safelight/catalogue';
import type { ListToolsResponse } from '@safelight/wire';
import { notRendered } from '../support.ts';

/** All tools of the catalogue in panel order, with what the engine does not render marked and explained. */
export function listTools(): ListToolsResponse {
  return {
    tools: tools.map((tool) => {
      const reason = notRendered(tool.name);
      return {
        name: tool.name,
        crs: tool.crs,
        group: tool.group,
        scope: tool.scope,
        type: tool.type,
        unit: tool.unit,
        whatItDoes: tool.whatItDoes,
        aliasesEn: tool.aliasesEn,
        aliasesZh: tool.aliasesZh,
        valueSchema: valueSchema(tool) as Readonly<Record<string, unknown>>,
        rendered: reason === undefined,
        notRenderedReason: reason ?? '',
        targetSchema: (targetSchema(tool) ?? null) as Readonly<Record<string, unknown>> | null,
      };
    }),
  };
}
