import { emptyRecipe, type Recipe } from '@safelight/core';
import { applyCalls } from '@safelight/recipe';
import { readRoc } from '@safelight/roc';
import { describe, expect, it } from 'vitest';
import { changedPart, editReply, evaluationReply, jsonLiteral, luaLiteral, prompts, reflectionTurn } from './index.ts';

const photoKind = 'rendered';
const context = { photoKind, notRendered: () => undefined } as const;

function after(recipe: Recipe, calls: Parameters<typeof applyCalls>[1]): Recipe {
  const applied = applyCalls(recipe, calls, context);
  expect(applied.problems).toEqual([]);
  return applied.recipe;
}

const first = after(emptyRecipe, [
  { tool: 'exposure', value: 0.5 },
  { tool: 'contrast', value: 20 },
]);
const second = after(first, [
  { tool: 'contrast', value: 0 },
  { tool: 'vibrance', value: 15 },
  { tool: 'maskSky', value: {}, target: 'sky' },
  { tool: 'localExposure', value: -0.5, target: 'sky' },
]);

describe('what a step changed', () => {
  it('is what is new, and what was taken back with its default', () => {
    const part = changedPart(first, second, photoKind);
    expect(part.settings).toEqual({ contrast: 0, vibrance: 15 });
    expect(part.corrections).toEqual(second.corrections);
    expect(changedPart(second, second, photoKind)).toEqual(emptyRecipe);
  });

  it('is written by Camera Raw’s names on one line and read back as it was', () => {
    const literal = jsonLiteral(second, photoKind);
    expect(literal).not.toContain('\n');
    expect(JSON.parse(literal)).toMatchObject({ Exposure2012: 0.5, Vibrance: 15 });
    expect(readRoc(literal, { photoKind }).recipe.settings).toEqual(second.settings);
    expect(readRoc(luaLiteral(second, photoKind), { photoKind }).recipe.settings).toEqual(second.settings);
  });
});

describe('the turns', () => {
  it('put thought, calls and score between the tags that a checkpoint writes', () => {
    expect(editReply('warmer', '{"Tint":3}')).toBe('<think> warmer </think>\n<tool_call> {"Tint":3} </tool_call>');
    expect(evaluationReply('good', 4.561)).toContain('<answer> {"Overall assessment score": "4.56"} </answer>');
  });

  it('ask for a reflection with its five items', () => {
    const lines = reflectionTurn({ instruction: 'warm', score: 2.5, summary: 'too cold', parameters: 'return {}' });
    expect(lines.split('\n').map((line) => line.split(':')[0])).toEqual([
      '1. Original Image',
      '2. Previous Result',
      '3. User Instruction',
      '4. Self-Evaluation',
      '5. Historical Parameters (LUA)',
    ]);
    expect(lines).toContain('{"Score":"2.50","Summary":"too cold"}');
  });
});

it('A prompt’s version is the name of its file.', () => {
  expect(prompts.edit.version).toMatch(/-v\d+$/);
  expect(prompts.edit.text.length).toBeGreaterThan(200);
  expect(prompts.reflect.text).toContain('<tool_call>');
});
