/**
 * The policy against a real llama.cpp server whose model has random weights: the protocol is under test, not the taste.
 * Held by grammars, even such a model speaks in steps; without them it babbles, and that must fail visibly.
 */
import { emptyRecipe, Fault, noUsage } from '@safelight/core';
import { notRenderedReason } from '@safelight/engine';
import { applyCalls } from '@safelight/recipe';
import { defaultSettings, openVlm, type Capabilities, type VlmSettings } from '@safelight/vlm';
import { findLlamaServer, startLlamaServer, tinyTokens, type LlamaServer } from '@safelight/vlm/testing';
import type { NextStepResponse } from '@safelight/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openaiBackend } from '../src/openai/openai.ts';
import { answerOf, requestOf } from '../src/hosted/testing.ts';

const program = findLlamaServer();
/** A random model picks any function that the grammar allows: most seeds give a step, some refuse or miss a range. */
const seedsMax = 20;
const testTimeoutMs = 180_000;

describe.runIf(program !== undefined)('a real llama.cpp server with a model of random weights', () => {
  let server: LlamaServer;
  beforeAll(async () => {
    server = await startLlamaServer(program!);
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  /** Outcomes of several seeds, until one is a step. */
  async function firstStep(capabilities: Capabilities, extraBody: object) {
    const settings: VlmSettings = {
      ...defaultSettings,
      ...{ baseUrl: server.baseUrl, model: 'tiny', capabilities, temperature: 2, outputTokensMax: 900 },
      extraBody: { ...extraBody },
    };
    await using vlm = openVlm(settings);
    const backend = openaiBackend(vlm, { toolGroups: ['calibration', 'bw-mix', 'detail'], stepTimeoutMs: 60_000 });
    const faults: string[] = [];
    for (let seed = 1; seed <= seedsMax; seed++) {
      try {
        const { last, thought } = await answerOf(
          backend,
          await requestOf('提亮蓝色 the blues', [[{ tool: 'hueBlue', value: 3 }]], { seed }),
        );
        if (last.type === 'decision') return { step: last, thought, faults };
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        faults.push(error.code);
      }
    }
    throw new Error(`No step in ${seedsMax} seeds: ${faults.join(', ')}`);
  }

  function expectValid({ calls, usage }: Extract<NextStepResponse, { type: 'decision' }>): void {
    const context = { photoKind: 'rendered', notRendered: notRenderedReason } as const;
    expect(applyCalls(emptyRecipe, calls, context).problems).toEqual([]);
    expect(usage.promptTokens).toBeGreaterThan(1_000);
    expect(usage).not.toEqual(noUsage);
  }

  it(
    'completes a step whose reply its grammar holds to our JSON Schema',
    async () => {
      const { step, faults } = await firstStep({ tools: false, jsonSchema: true, images: false }, {});
      expectValid(step);
      expect(new Set([...faults, 'model.badReply'])).toEqual(new Set(['model.badReply']));
    },
    testTimeoutMs,
  );

  it(
    'completes a step by native tool calls',
    async () => {
      // A random model writes no call by itself: it must, is drawn to the mark that begins one, and then to the end.
      const drawn = { [tinyTokens.toolCall]: 8, [tinyTokens.end]: 16 };
      const pushed = { tool_choice: 'required', parallel_tool_calls: false, logit_bias: drawn };
      const { step } = await firstStep({ tools: true, jsonSchema: true, images: false }, pushed);
      expectValid(step);
    },
    testTimeoutMs,
  );
});
