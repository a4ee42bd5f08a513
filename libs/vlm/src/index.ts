export { askForJson, type Question } from './askForJson.ts';
export type { BreakerState } from './breaker.ts';
export { openVlm, type Vlm } from './client.ts';
export type { Clock } from './clock.ts';
export { estimateTokens } from './estimate.ts';
export type {
  Message,
  ModelTool,
  ModelUsage,
  Part,
  PastToolUse,
  Reply,
  ReplySchema,
  ToolUse,
  VlmEvent,
  VlmRequest,
} from './message.ts';
export { defaultSettings, type Capabilities, type VlmSettings } from './settings.ts';
