/** A conversation with a model, in the order in which it took place. */
export type Message =
  | { readonly role: 'system'; readonly text: string }
  | { readonly role: 'user'; readonly parts: readonly Part[] }
  | { readonly role: 'assistant'; readonly text: string; readonly toolUses: readonly PastToolUse[] }
  | { readonly role: 'tool'; readonly toolUseId: string; readonly text: string };

export type Part =
  | { readonly type: 'text'; readonly text: string }
  /** Any format that `libs/codec` reads; it is sent as JPEG within the pixels that the settings allow. */
  | { readonly type: 'image'; readonly data: Uint8Array };

export interface PastToolUse {
  readonly id: string;
  readonly name: string;
  /** JSON, as it was called. */
  readonly argumentsText: string;
}

/** A function that the model may call. */
export interface ModelTool {
  /** Letters, digits, `_` and `-`, at most 64. */
  readonly name: string;
  readonly description: string;
  /** JSON Schema of an object. */
  readonly parameters: object;
}

/** The one reply that is wanted: an object of this JSON Schema. */
export interface ReplySchema {
  readonly name: string;
  readonly schema: object;
}

export interface VlmRequest {
  readonly messages: readonly Message[];
  readonly tools?: readonly ModelTool[];
  /** Whether a tool must be called; default `auto`. */
  readonly toolChoice?: 'auto' | 'required' | 'none';
  readonly replySchema?: ReplySchema;
  /** Sampling is repeatable where the server honours it. */
  readonly seed?: number;
  readonly temperature?: number;
  /** Ends the reply. */
  readonly stop?: readonly string[];
}

export interface ToolUse {
  readonly id: string;
  readonly name: string;
  readonly argumentsText: string;
  /** Parsed; undefined when the text is no JSON. */
  readonly arguments: unknown;
}

export interface ModelUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly costMicroUsd: number;
  /** True when the server counted nothing and these are our guess. */
  readonly estimated: boolean;
}

export interface Reply {
  readonly text: string;
  /** What servers send as `reasoning_content` or `reasoning`. */
  readonly thought: string;
  readonly toolUses: readonly ToolUse[];
  /** `length`: the limit of tokens cut it off. */
  readonly finish: 'stop' | 'toolCalls' | 'length';
  /** Of all attempts, those that broke included as far as they are known. */
  readonly usage: ModelUsage;
}

export type VlmEvent =
  | { readonly type: 'thoughtDelta'; readonly text: string }
  | { readonly type: 'textDelta'; readonly text: string }
  /** The stream broke after deltas were passed on; what follows is a new reply from its start. */
  | { readonly type: 'restarted' }
  /** Last, once. */
  | { readonly type: 'reply'; readonly reply: Reply };
