import type { Message, ModelUsage, VlmRequest } from './message.ts';
import type { Prices, VlmSettings } from './settings.ts';

/** Patches of 28 × 28 pixels become one token in the Qwen2.5-VL family; others differ by less than a factor of two. */
const pixelsPerToken = 28 * 28;
/** Of English and JSON; usual for byte-pair vocabularies of 100,000 and more entries. */
const asciiCharsPerToken = 4;

/** A guess where nobody counted: Chinese and other scripts have about one token a character. */
export function estimateTokens(text: string): number {
  let ascii = 0;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 128) ascii++;
  return Math.ceil(ascii / asciiCharsPerToken) + (text.length - ascii);
}

export function estimatePrompt({ messages, tools, replySchema }: VlmRequest, imageAreaMaxPixels: number): number {
  const schemas = estimateTokens(JSON.stringify([tools ?? [], replySchema ?? {}]));
  return messages.reduce((sum, message) => sum + estimateMessage(message, imageAreaMaxPixels), schemas);
}

function estimateMessage(message: Message, imageAreaMaxPixels: number): number {
  switch (message.role) {
    case 'user':
      return message.parts.reduce(
        (sum, part) =>
          sum + (part.type === 'text' ? estimateTokens(part.text) : Math.ceil(imageAreaMaxPixels / pixelsPerToken)),
        0,
      );
    case 'assistant':
      return message.toolUses.reduce(
        (sum, use) => sum + estimateTokens(use.argumentsText),
        estimateTokens(message.text),
      );
    case 'system':
    case 'tool':
      return estimateTokens(message.text);
  }
}

/** Tokens of one attempt; `estimated` unless the server counted them. */
export interface Tokens {
  readonly prompt: number;
  readonly completion: number;
  readonly estimated: boolean;
}

export function usageOf(tokens: readonly Tokens[], { prices }: Pick<VlmSettings, 'prices'>): ModelUsage {
  const promptTokens = tokens.reduce((sum, { prompt }) => sum + prompt, 0);
  const completionTokens = tokens.reduce((sum, { completion }) => sum + completion, 0);
  const costMicroUsd = costOf(promptTokens, completionTokens, prices);
  return { promptTokens, completionTokens, costMicroUsd, estimated: tokens.some(({ estimated }) => estimated) };
}

/** Dollars per million tokens are millionths of a dollar per token. */
function costOf(promptTokens: number, completionTokens: number, prices: Prices): number {
  return Math.ceil(promptTokens * prices.promptUsdPerMillion + completionTokens * prices.completionUsdPerMillion);
}
