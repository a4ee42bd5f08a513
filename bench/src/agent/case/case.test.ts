import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTool } from '@safelight/catalogue';
import { afterAll, describe, expect, it } from 'vitest';
import { loadProblems, problemsFolder } from '../inverse/problem.ts';
import { casesFolder, loadCases } from './case.ts';
import { caseJsonSchema } from './jsonSchema.ts';
import { photosFolder } from './photo.ts';
import { categories } from './schema.ts';

const folder = await mkdtemp(join(tmpdir(), 'cases-'));
afterAll(() => rm(folder, { recursive: true }));

/** A folder with this one case in it. */
async function withCase(changes: object): Promise<string> {
  const root = await mkdtemp(join(folder, 'one-'));
  await Promise.all(categories.map((category) => mkdir(join(root, category))));
  await writeFile(join(root, 'regions.json'), JSON.stringify({ 'wren.jpg': { sky: { box: [0, 0, 1, 0.2] } } }));
  const turn = { instruction: 'brighter', outcomes: [{ kind: 'steps', is: { max: 2 } }] };
  const plain = { language: 'en', photo: 'wren.jpg', why: 'Because.', turns: [turn] };
  await writeFile(join(root, 'quality/one.json'), JSON.stringify({ ...plain, ...changes }));
  return root;
}
const outcome = (one: object): object => ({ turns: [{ instruction: 'brighter', outcomes: [one] }] });

describe('loadCases', () => {
  it('reads a case with the marks of its photo and its own', async () => {
    const [one] = await loadCases(await withCase({ regions: { bird: { box: [0.3, 0.3, 0.4, 0.4] } } }));
    expect(one).toMatchObject({ name: 'one', category: 'quality', language: 'en' });
    expect([...one!.regions.keys()]).toEqual(['sky', 'bird']);
  });

  it('joins the pieces of a long instruction', async () => {
    const instruction = [{ text: 'warm ', times: 3 }, { text: 'please' }];
    const turns = [{ instruction, outcomes: [{ kind: 'nothingLeft' }] }];
    const [one] = await loadCases(await withCase({ turns }));
    expect(one!.turns[0]!.instruction).toBe('warm warm warm please');
  });

  it('narrows by category, language and name', async () => {
    const root = await withCase({});
    expect(await loadCases(root, { categories: ['style'] })).toHaveLength(0);
    expect(await loadCases(root, { language: 'zh' })).toHaveLength(0);
    expect(await loadCases(root, { names: ['two'] })).toHaveLength(0);
    expect(await loadCases(root, { categories: ['quality'], language: 'en', names: ['one'] })).toHaveLength(1);
  });

  it.each([
    ['an unknown kind of outcome', outcome({ kind: 'nicer' }), /turns\[0\]\.outcomes\[0\]/],
    ['an unknown measure', outcome({ kind: 'level', measure: 'beauty', is: { min: 1 } }), /measure/],
    ['an outcome without a limit', outcome({ kind: 'level', measure: 'chroma', is: {} }), /min, max or both/],
    ['limits that cross', outcome({ kind: 'steps', is: { min: 3, max: 2 } }), /min is over max/],
    ['a change by nothing', outcome({ kind: 'change', measure: 'b' }), /either by or times/],
    [
      'a region that is not marked',
      outcome({ kind: 'difference', region: 'sea', is: { max: 1 } }),
      /no region "sea".*sky/,
    ],
    ['a misspelt field', { instructions: 'brighter' }, /instructions/],
    ['a path in place of a photo', { photo: '../secret.jpg' }, /photo/],
  ])('names the file and what is wrong with %s', async (_, changes, message) => {
    const loading = loadCases(await withCase(changes));
    await expect(loading).rejects.toThrow(/quality\/one\.json/);
    await expect(loadCases(await withCase(changes))).rejects.toThrow(message);
  });
});

describe('the cases of this repository', async () => {
  const cases = await loadCases(casesFolder);
  const problems = await loadProblems(problemsFolder);

  it('are many, in every category, English and Chinese in halves', () => {
    expect(cases.length).toBeGreaterThanOrEqual(90);
    for (const category of categories) {
      const some = cases.filter((one) => one.category === category);
      const zh = some.filter(({ language }) => language === 'zh').length;
      expect(some.length, category).toBeGreaterThanOrEqual(10);
      expect(zh / some.length, category).toBeGreaterThan(0.4);
      expect(zh / some.length, category).toBeLessThan(0.6);
    }
    expect(problems.length).toBeGreaterThanOrEqual(12);
  });

  it('name photos that are there', async () => {
    const there = await readdir(photosFolder);
    const named = cases.flatMap(({ photo }) => (typeof photo === 'string' ? photo : 'from' in photo ? photo.from : []));
    expect(there).toEqual(expect.arrayContaining([...named, ...problems.map(({ photo }) => photo)]));
  });

  it('name tools that the catalogue has', () => {
    const tools = cases.flatMap(({ turns }) =>
      turns.flatMap(({ outcomes }) => outcomes.flatMap((one) => ('tool' in one ? one.tool : []))),
    );
    expect(tools.filter((tool) => findTool(tool) === undefined)).toEqual([]);
  });

  it('have names of their own, and no instruction twice in a language', () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
    const first = cases.map(({ language, turns, photo }) =>
      JSON.stringify([language, photo, turns.map(({ instruction }) => instruction)]),
    );
    expect(new Set(first).size).toBe(first.length);
  });

  it('follow the schema that editors are given', async () => {
    expect(JSON.parse(await readFile(join(casesFolder, 'case.schema.json'), 'utf8'))).toEqual(caseJsonSchema());
  });
});
