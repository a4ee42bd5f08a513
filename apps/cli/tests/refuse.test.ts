import { copyFile, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, safelight, temporaryFolder } from './run.ts';

/** Each bad input: the command, the exit code, and what its one line must tell. */
const cases: readonly (readonly [what: string, args: readonly string[], code: number, says: RegExp])[] = [
  ['a path that does not exist', ['edit', 'missing.jpg', 'warmer'], 2, /Cannot read missing\.jpg: it does not exist/],
  ['a folder instead of a photo', ['edit', 'folder', 'warmer'], 2, /Cannot read folder: it is a folder/],
  ['an empty file', ['edit', 'empty.jpg', 'warmer'], 2, /no content.*Choose/],
  ['a text file', ['edit', 'notes.jpg', 'warmer'], 2, /not an image/i],
  ['a truncated photo', ['edit', 'truncated.jpg', 'warmer'], 2, /damaged|incomplete|truncated/i],
  ['an empty instruction', ['edit', 'wren.jpg', '  '], 2, /Say in a sentence/],
  [
    'an instruction of 10,000 characters',
    ['edit', 'wren.jpg', 'warm '.repeat(2000)],
    2,
    /more than 2000 characters.*Shorten/,
  ],
  ['a wish that is no develop work', ['edit', 'wren.jpg', 'add a dog'], 2, /light and colou?r/],
  ['an unknown tool', ['render', 'wren.jpg', 'unknown.json', '-o', 'x.jpg'], 2, /exposre.*exposure/],
  ['a value out of range', ['render', 'wren.jpg', 'range.json', '-o', 'x.jpg'], 2, /exposure.*-5.*5/],
  ['JSON that is none', ['render', 'wren.jpg', 'broken.json', '-o', 'x.jpg'], 2, /not JSON/],
  ['a broken XMP', ['render', 'wren.jpg', 'broken.xmp', '-o', 'x.jpg'], 2, /XMP|XML/],
  [
    'an output of an unknown kind',
    ['render', 'wren.jpg', 'range.json', '-o', 'x.bmp'],
    2,
    /\.jpg, \.png, \.webp, \.avif or \.tif/,
  ],
  [
    '16 bits in a JPEG',
    ['render', 'wren.jpg', 'range.json', '-o', 'x.jpg', '--bits', '16'],
    2,
    /16 bits.*\.png or \.tif/,
  ],
  ['a table size without a table', ['convert', 'range.json', 'x.xmp', '--size', '17'], 2, /--size is for \.cube/],
  ['a tool to describe that is not there', ['tools', 'describe', 'exposre'], 2, /Did you mean.*exposure/],
];

describe('bad input', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let names: string[];

  beforeAll(async () => {
    folder = await temporaryFolder();
    const put = (name: string, text: string | Buffer): Promise<void> => writeFile(join(folder.path, name), text);
    await copyFile(join(root, 'fixtures/photos/wren.jpg'), join(folder.path, 'wren.jpg'));
    await mkdir(join(folder.path, 'folder'));
    await put('empty.jpg', '');
    await put('notes.jpg', 'buy milk');
    const whole = await readFile(join(root, 'fixtures/photos/wren.jpg'));
    await put('truncated.jpg', whole.subarray(0, whole.length >> 1));
    await put('unknown.json', JSON.stringify({ schema: 1, settings: { exposre: 1 }, foreign: [] }));
    await put('range.json', JSON.stringify({ schema: 1, settings: { exposure: 9 }, foreign: [] }));
    await put('broken.json', '{');
    await put('broken.xmp', '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>');
    names = await readdir(folder.path);
  });
  afterAll(() => folder[Symbol.asyncDispose]());

  it.each(cases)(
    '%s gets one line that says what to do, an exit code, and leaves nothing behind',
    async (_what, args, code, says) => {
      const run = await safelight(args, {
        cwd: folder.path,
        dataDir: join(folder.path, '..', `${folder.path.split('/').at(-1)}-data`),
      });
      expect(run.stderr.trimEnd().split('\n')).toHaveLength(1);
      expect(run.stderr).toMatch(/^safelight: /);
      expect(run.stderr).toMatch(says);
      expect(run.code).toBe(code);
      expect(await readdir(folder.path)).toEqual(names);
    },
  );
});

describe('help', () => {
  it.each(['edit', 'serve', 'render', 'evaluate', 'tools', 'convert'])(
    '%s explains itself with examples',
    async (name) => {
      const run = await safelight([name, '--help'], { cwd: root, dataDir: root });
      expect(run.code).toBe(0);
      expect(run.stdout).toContain(`Usage: safelight ${name}`);
      expect(run.stdout).toContain('Examples:');
    },
  );

  it('follows a wrong command line and ends with code 2', async () => {
    const run = await safelight(['edit'], { cwd: root, dataDir: root });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("missing required argument 'photo'");
  });
});
