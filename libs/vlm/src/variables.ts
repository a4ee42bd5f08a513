/**
 * The settings of a model from the environment. An entry of its own, so that a service can read its configuration without
 * loading the client.
 */
import { readFileSync } from 'node:fs';
import { Fault, Secret } from '@safelight/core';
import { z } from 'zod';
import { defaultSettings, type VlmSettings } from './settings.ts';

const capabilityNames = ['tools', 'jsonSchema', 'images'] as const;
const { timeouts, retry, rate, breaker, prices } = defaultSettings;

const ms = (start: number) => z.coerce.number().int().min(1).max(3_600_000).default(start);
const count = (start: number, max: number) => z.coerce.number().int().min(1).max(max).default(start);
const limit = z.coerce.number().int().min(1).optional();
const price = (start: number) => z.coerce.number().min(0).max(1_000_000).default(start);

const capabilities = z
  .string()
  .transform((text) => text.split(',').map((name) => name.trim()))
  .pipe(z.array(z.enum(capabilityNames)))
  .default([...capabilityNames]);

const extraBody = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string(), z.unknown()))
  .default({});

/** Variables of one model, without their prefix. */
const shape = {
  BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  MODEL: z.string().min(1).max(150).optional(),
  API_KEY: z.string().min(1).optional(),
  API_KEY_FILE: z.string().min(1).optional(),
  CAPABILITIES: capabilities,
  OUTPUT_TOKENS: count(defaultSettings.outputTokensMax, 1_000_000),
  OUTPUT_LIMIT_FIELD: z.enum(['max_completion_tokens', 'max_tokens']).default(defaultSettings.outputLimitField),
  TEMPERATURE: z.coerce.number().min(0).max(2).optional(),
  IMAGE_PIXELS: count(defaultSettings.imageAreaMaxPixels, 16_777_216),
  EXTRA_BODY: extraBody,
  CONNECT_TIMEOUT_MS: ms(timeouts.connectMs),
  FIRST_TOKEN_TIMEOUT_MS: ms(timeouts.firstTokenMs),
  BETWEEN_TOKENS_TIMEOUT_MS: ms(timeouts.betweenTokensMs),
  TOTAL_TIMEOUT_MS: ms(timeouts.totalMs),
  ATTEMPTS: count(retry.attemptsMax, 10),
  REQUESTS_PER_MINUTE: limit,
  TOKENS_PER_MINUTE: limit,
  CONCURRENCY: count(rate.concurrencyMax, 1_000),
  BREAKER_FAILURES: count(breaker.failuresMax, 1_000),
  BREAKER_OPEN_MS: ms(breaker.openMs),
  PROMPT_USD_PER_MILLION: price(prices.promptUsdPerMillion),
  COMPLETION_USD_PER_MILLION: price(prices.completionUsdPerMillion),
} as const;

type Shape = typeof shape;
export type VlmVariables<Prefix extends string> = { [Name in keyof Shape & string as `${Prefix}${Name}`]: Shape[Name] };

/** The variables of one model for a service's schema of its environment, e.g. with the prefix `POLICY_OPENAI_`. */
export function vlmVariables<Prefix extends string>(prefix: Prefix): VlmVariables<Prefix> {
  const entries = Object.entries(shape).map(([name, schema]) => [`${prefix}${name}`, schema]);
  return Object.fromEntries(entries) as VlmVariables<Prefix>;
}

/**
 * The settings that such variables mean; `_BASE_URL` and `_MODEL` must be there. A key file is read once.
 * @throws Fault config.invalid
 */
export function vlmSettingsOf<Prefix extends string>(
  environment: Readonly<Record<string, unknown>> & z.output<z.ZodObject<VlmVariables<Prefix>>>,
  prefix: Prefix,
): VlmSettings {
  const get = <Name extends keyof Shape>(name: Name) => environment[`${prefix}${name}`] as z.output<Shape[Name]>;
  const [baseUrl, model] = [get('BASE_URL'), get('MODEL')];
  if (baseUrl === undefined || model === undefined) {
    const field = `${prefix}${baseUrl === undefined ? 'BASE_URL' : 'MODEL'}`;
    throw new Fault('config.invalid', `${field} is missing. Name the server and the model.`, { field });
  }
  const has = new Set(get('CAPABILITIES'));
  return {
    ...defaultSettings,
    baseUrl,
    model,
    apiKey: keyOf(get('API_KEY'), get('API_KEY_FILE'), `${prefix}API_KEY_FILE`),
    capabilities: { tools: has.has('tools'), jsonSchema: has.has('jsonSchema'), images: has.has('images') },
    outputTokensMax: get('OUTPUT_TOKENS'),
    outputLimitField: get('OUTPUT_LIMIT_FIELD'),
    temperature: get('TEMPERATURE') ?? null,
    imageAreaMaxPixels: get('IMAGE_PIXELS'),
    extraBody: get('EXTRA_BODY'),
    timeouts: {
      connectMs: get('CONNECT_TIMEOUT_MS'),
      firstTokenMs: get('FIRST_TOKEN_TIMEOUT_MS'),
      betweenTokensMs: get('BETWEEN_TOKENS_TIMEOUT_MS'),
      totalMs: get('TOTAL_TIMEOUT_MS'),
    },
    retry: { ...retry, attemptsMax: get('ATTEMPTS') },
    rate: {
      ...rate,
      requestsPerMinute: get('REQUESTS_PER_MINUTE') ?? null,
      tokensPerMinute: get('TOKENS_PER_MINUTE') ?? null,
      concurrencyMax: get('CONCURRENCY'),
    },
    breaker: { failuresMax: get('BREAKER_FAILURES'), openMs: get('BREAKER_OPEN_MS') },
    prices: {
      promptUsdPerMillion: get('PROMPT_USD_PER_MILLION'),
      completionUsdPerMillion: get('COMPLETION_USD_PER_MILLION'),
    },
  };
}

function keyOf(key: string | undefined, file: string | undefined, field: string): Secret | null {
  if (file === undefined) return key === undefined ? null : new Secret(key);
  try {
    return new Secret(readFileSync(file, 'utf8').trim());
  } catch (cause) {
    throw new Fault('config.invalid', `${field}: the file cannot be read. Check its path and permissions.`, {
      field,
      cause,
    });
  }
}

export type { VlmSettings };
