import { readFile } from 'node:fs/promises';
import { encodeImage } from '@safelight/codec';
import {
  emptyRecipe,
  noUsage,
  sha256,
  type Finish,
  type ImageRef,
  type Observation,
  type Rgb8Image,
  type Trajectory,
} from '@safelight/core';
import { absentRegion, measure } from '@safelight/measure';
import { applyCalls } from '@safelight/recipe';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderReport, type ReportInput } from './index.ts';

const flat = (red: number, green: number, blue: number): Rgb8Image => ({
  width: 12,
  height: 8,
  data: Uint8Array.from({ length: 12 * 8 * 3 }, (_, i) => [red, green, blue][i % 3]! + (i % 7)),
});

async function sample(says: (place: string) => string = (place) => place): Promise<ReportInput> {
  const images = new Map<string, { ref: ImageRef; data: Uint8Array }>();
  const observe = async (image: Rgb8Image, problems: Observation['problems'] = []): Promise<Observation> => {
    const data = await encodeImage(image, { format: 'jpeg', quality: 95 });
    const ref: ImageRef = { sha256: sha256(data), mediaType: 'image/jpeg', width: image.width, height: image.height };
    images.set(ref.sha256, { ref, data });
    return { image: ref, recipe, measurement: measure(image), problems, regions: [], scene: null };
  };
  const settings = {
    exposure: 0.35,
    incrementalTemperature: 24,
    toneCurve: [
      [0, 12],
      [255, 250],
    ] as const,
  };
  const recipe = { ...emptyRecipe, settings };
  const original = await observe(flat(110, 112, 120));
  const warmer = await observe(flat(150, 120, 90), [
    { code: 'tool.notRendered', field: 'calls[0].tool', message: says('problem') },
  ]);
  const finish: Finish = {
    ...{ thought: says('finish'), selfScore: { aesthetic: 4, instruction: 4 } },
    ...{ notDone: [says('add a dog')], missed: [], usage: noUsage },
  };
  const trajectory: Trajectory = {
    schema: 2,
    id: 'trj_1',
    sessionId: 'ses_1',
    turnId: 'trn_1',
    photoSha256: sha256('photo'),
    instruction: says('instruction'),
    locale: 'en',
    policyVersion: says('planner/1'),
    engineVersion: says('engine/1'),
    seed: 7,
    original,
    candidate: 0,
    history: [],
    rounds: [],
    steps: [
      {
        index: 1,
        thought: says('thought'),
        predictions: [{ metric: 'cast.b', before: original.measurement.cast.b, expected: 6 }],
        calls: [{ tool: says('incrementalTemperature'), value: 24 }],
        ...{ base: null, round: 0, policyVersion: says('planner/1'), usage: noUsage },
        observation: warmer,
      },
    ],
    finish,
    evaluation: {
      scores: { aesthetic: 3.9, instruction: 4.4 },
      confidence: 0.8,
      metrics: [
        { name: says('warmer'), axis: 'instruction', weight: 1, value: 9.1, evidence: says('evidence') },
        { name: 'exposure', axis: 'aesthetic', weight: 1, value: 2.5, evidence: 'median' },
      ],
      rationale: says('rationale'),
      evaluatorVersion: says('evaluator/1'),
    },
  };
  return {
    ...{ trajectory, recipe, images, usage: noUsage, earlier: [], options: { scoreMin: 3.5 } },
    group: { candidates: [trajectory], comparison: null, failures: [] },
    photo: { fileName: says('photo.jpg'), width: 12, height: 8 },
  };
}

/** The page without its own style and script. */
const markupOf = (page: string): string => page.replace(/<style>[^]*?<\/style>|<script>[^]*?<\/script>/g, '');
const textOf = (page: string): string =>
  markupOf(page)
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/\s+/g, ' ');

describe('renderReport', () => {
  it('shows wish, thought, calls, predictions, scores, settings and what was not done', async () => {
    const text = textOf(await renderReport(await sample()));
    const parts = [
      ...['instruction', 'thought', 'finish', 'add a dog', 'Refused: problem', 'rationale', 'evidence', 'Warmer 9.1'],
      ...['Temperature +24', 'Exposure 0 EV +0.35 EV', 'expected 6.0', '4.4 of 5', '3.9 of 5', 'weight 100 %'],
      'planner/1, engine/1, evaluator/1, seed 7',
    ];
    for (const part of parts) {
      expect(text).toContain(part);
    }
  });

  it('proves the change: warmth before and after as measured', async () => {
    const input = await sample();
    const { original, steps } = input.trajectory;
    const [from, to] = [original, steps[0]!.observation].map(({ measurement }) => measurement.cast.b.toFixed(1));
    expect(textOf(await renderReport(input))).toContain(`Warmth ${from!.replace('-', '−')} → ${to}`);
  });

  it('loads nothing from anywhere and forbids itself to', async () => {
    const page = await renderReport(await sample());
    const sources = [...markupOf(page).matchAll(/\s(?:src|srcset|href|action|data)="([^"]*)"/g)].map(
      (match) => match[1]!,
    );
    expect(sources.length).toBeGreaterThan(2);
    for (const source of sources) expect(source).toMatch(/^data:image\/jpeg;base64,/);
    expect(page).not.toMatch(/url\(|@import|<link|fetch\(/);
    expect(page.replaceAll('&#39;', "'")).toContain("default-src 'none'");
    expect(page).not.toMatch(/https?:\/\//);
  });

  // Guarantee: nothing that a photo's name, a person's wish or a model's words contain becomes markup or script.
  it('lets no text from outside become markup', async () => {
    const hostile = `"><script>alert(1)</script><img src=x onerror='alert(2)'>&lt;--><style>*{}</style>`;
    const [clean, attacked] = await Promise.all([
      renderReport(await sample()),
      renderReport(await sample((place) => place + hostile)),
    ]);
    const tags = (page: string): string[] => [...markupOf(page).matchAll(/<[a-z/!][^\s>]*/g)].map(([tag]) => tag);
    expect(tags(attacked)).toEqual(tags(clean));
    expect(attacked.match(/<script/g)).toHaveLength(1);
    expect(attacked.match(/<style/g)).toHaveLength(1);
  });

  it('keeps its structure for any text', async () => {
    const structure = (page: string): number => markupOf(page).match(/<[a-z]/g)!.length;
    const expected = structure(await renderReport(await sample()));
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (text) => {
        expect(structure(await renderReport(await sample((place) => place + text)))).toBe(expected);
      }),
      { seed: 3, numRuns: 25 },
    );
  });

  it('speaks the language of the instruction', async () => {
    const input = await sample();
    const page = await renderReport({ ...input, trajectory: { ...input.trajectory, locale: 'zh' } });
    expect(page).toContain('<html lang="zh-Hans">');
    expect(textOf(page)).toContain('未做的部分');
    expect(await renderReport(input)).toContain('<html lang="en">');
  });

  it('tells local corrections by their name, with their masks and adjustments', async () => {
    const input = await sample();
    const calls = [
      { tool: 'maskRadialGradient', target: 'face', value: { radialFeather: 80 } },
      { tool: 'localExposure', target: 'face', value: 0.5 },
    ];
    const { recipe } = applyCalls(emptyRecipe, calls, { photoKind: 'rendered', notRendered: () => undefined });
    const text = textOf(await renderReport({ ...input, recipe }));
    expect(text).toMatch(/Mask radial gradient · face\s+–\s+Radial feather 80\s%/);
    expect(text).toMatch(/Local exposure · face\s+–\s+\+0.50\sEV/);
  });

  it('shows reflections by round, and marks the one that was undone', async () => {
    const input = await sample();
    const { steps, finish, evaluation } = input.trajectory;
    const end = { finish: finish!, evaluation: evaluation! };
    const lower = { ...evaluation!, scores: { aesthetic: 3, instruction: 4 } };
    const again = { ...steps[0]!, index: 2, round: 1, base: emptyRecipe, policyVersion: 'stand-in/1' };
    const rounds = [
      { index: 0, kept: true, ...end },
      { index: 1, kept: false, finish: finish!, evaluation: lower },
    ];
    const original = { ...input.trajectory.original, recipe: emptyRecipe };
    const trajectory = { ...input.trajectory, original, rounds, steps: [...steps, again] };
    const page = await renderReport({ ...input, trajectory, options: { scoreMin: 4.5 } });
    const text = textOf(page);
    expect(text).toContain('Reflection 1 undone: it did not help 4.15 → 3.50');
    expect(text).toContain('The scores, 4.15 of 5 in the mean, were under the 4.5 that was asked for.');
    expect(text).toContain('From the original, not from the step before');
    expect(text).toContain('Decided by stand-in/1');
    expect(page.match(/class="round undone"[^]*?<\/section>/)![0]).toContain('Step 2');
  });

  it('shows what was looked at: a frame for each region found, and the names of those that were not', async () => {
    const input = await sample();
    const { original, steps } = input.trajectory;
    const box = { left: 0.1, top: 0, right: 0.6, bottom: 0.5 };
    const sky = { ...absentRegion('sky'), share: 0.31, box };
    const scene = { tilt: { degrees: -1.2, confidence: 0.9 }, faces: 2, orientation: 1 as const };
    const looked = { ...original, regions: [sky, absentRegion('face')], scene };
    const prediction = { metric: 'sky.lightness.p50', before: 60, expected: 50 };
    const step = { ...steps[0]!, predictions: [prediction, { ...prediction, metric: 'no.such.figure' }] };
    const observation = { ...step.observation, regions: [{ ...sky, lightness: { ...sky.lightness, p50: 52.4 } }] };
    const trajectory = { ...input.trajectory, original: looked, steps: [{ ...step, observation }] };
    const page = await renderReport({ ...input, trajectory });
    expect(page).toContain('left: 10.0%; top: 0.0%; width: 50.0%; height: 50.0%');
    const text = textOf(page);
    expect(text).toContain('Looked at Sky 31 % tilt −1.2° faces: 2 not found: Face');
    expect(text).toContain('Sky: Median lightness 60.0 → 52.4 expected 50.0');
    expect(text).not.toContain('no.such.figure');
  });

  it('shows the edits of a group side by side, best first, with win rates, and why one ended early', async () => {
    const input = await sample();
    const other = { ...input.trajectory, candidate: 1, seed: 9 };
    const failed = { ...input.trajectory, candidate: 2, evaluation: null, finish: null };
    const group = {
      candidates: [input.trajectory, other, failed],
      comparison: { winRates: [0.5, 1, 0], order: [1, 0, 2], evaluatorVersion: 'metrics/2' },
      failures: [{ candidate: 2, message: 'The model does not answer.' }],
    };
    const text = textOf(await renderReport({ ...input, trajectory: other, group }));
    expect(text).toMatch(/Edit 2 Best wins 100 % of its pairs.*Edit 1 wins 50 % of its pairs/);
    expect(text).toMatch(/Edit 3 ended early: The model does not answer\./);
  });

  it('shows the wishes before this one, and what a hosted model cost', async () => {
    const input = await sample();
    const earlier = [{ instruction: 'first wish', outcome: input.trajectory.original }];
    const usage = { promptTokens: 12_345, completionTokens: 67, costMicroUsd: 4_200 };
    const text = textOf(await renderReport({ ...input, earlier, usage }));
    expect(text).toContain('The conversation Wish 1 first wish Wish 2 instruction');
    expect(text).toContain('Before this wish');
    expect(text).not.toContain('As shot');
    expect(text).toContain('The model read 12,345 tokens and wrote 67, $0.0042');
    expect(textOf(await renderReport(input))).not.toMatch(/conversation|tokens/);
  });

  it('shows a turn without steps, finish or scores', async () => {
    const input = await sample();
    const bare = { ...input.trajectory, steps: [], finish: null, evaluation: null };
    expect(textOf(await renderReport({ ...input, recipe: emptyRecipe, trajectory: bare }))).toContain(
      'Nothing was changed.',
    );
  });

  it('says which picture is missing', async () => {
    const input = await sample();
    await expect(renderReport({ ...input, images: new Map() })).rejects.toThrow(input.trajectory.original.image.sha256);
  });

  it('works without its script: both pictures stand in the markup', async () => {
    const page = markupOf(await renderReport(await sample()));
    expect(page.match(/<section\s+class="compare"[^]*?<\/section>/)![0].match(/<img /g)).toHaveLength(2);
    const css = await readFile(new URL('./report.css', import.meta.url), 'utf8');
    expect(css.match(/\.compare \{[^}]*\}/)![0]).toContain('grid-template-columns: 1fr 1fr');
  });
});
