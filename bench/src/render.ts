import { spawnSync } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contender } from './desktop/contender.ts';
import { darktable } from './desktop/darktable.ts';
import { gmic } from './desktop/gmic.ts';
import { imagemagick } from './desktop/imagemagick.ts';
import { rawtherapee } from './desktop/rawtherapee.ts';
import { vips } from './desktop/vips.ts';
import { photoOf, root, scratch } from './photos.ts';
import { runProcess, type ProcessFigures } from './process.ts';
import { recipe } from './recipe.ts';
import { median, type Row } from './row.ts';

const cli = join(root, 'apps/cli/src/main.ts');
const runs = 3;
const contenders: readonly Contender[] = [darktable, rawtherapee, imagemagick, gmic, vips];
/** The whole command must be this many times faster than the desktop engines, with this share of their memory. */
const fasterThan = new Map<Contender, number>([
  [darktable, 5],
  [rawtherapee, 5],
]);
const memoryShareMax = 0.5;

/** The point tools and clarity, which the others call local contrast. */
const settings = { ...recipe.settings, clarity: 20 };

interface Measured {
  readonly wallMs: number[];
  peakMiB: number;
}

function note(measured: Measured, { wallMs, peakMiB }: ProcessFigures, counts: boolean): void {
  measured.peakMiB = Math.max(measured.peakMiB, peakMiB);
  if (counts) measured.wallMs.push(wallMs);
}

function isInstalled({ command, package: name }: Contender): boolean {
  if (spawnSync('which', [command]).status === 0) return true;
  console.log(`SKIPPED: the comparison with ${command}, which is not installed (Debian: apt-get install ${name}).`);
  return false;
}

/** The whole `render` command on 24 MP, JPEG to JPEG, beside other programs, process against process, in turn. */
export async function benchRender(): Promise<Row[]> {
  const photo = await photoOf('dandelions', 6000, 4000);
  const folder = await scratch('render');
  const recipePath = join(folder, 'recipe.json');
  await writeFile(recipePath, JSON.stringify({ ...recipe, settings }));
  const out = (name: string): string => join(folder, `${name}.jpg`);

  const others = contenders.filter(isInstalled);
  for (const other of others) await other.prepare?.(photo, out(other.command), folder);
  const ours: Measured = { wallMs: [], peakMiB: 0 };
  const theirs = new Map(others.map((other): [Contender, Measured] => [other, { wallMs: [], peakMiB: 0 }]));
  for (let run = 0; run <= runs; run++) {
    await rm(out('safelight'), { force: true });
    const args = [cli, 'render', photo, recipePath, '-o', out('safelight')];
    note(ours, await runProcess(process.execPath, args), run > 0);
    for (const [other, measured] of theirs) {
      await rm(out(other.command), { force: true });
      note(measured, await runProcess(other.command, other.args(photo, out(other.command), folder)), run > 0);
    }
  }

  const oursMs = median(ours.wallMs);
  const lightest = Math.min(...[...fasterThan.keys()].map((other) => theirs.get(other)?.peakMiB ?? Infinity));
  const memoryGoal = Number.isFinite(lightest) ? { goal: { atMost: memoryShareMax * lightest } } : {};
  return [
    {
      name: '`render` 24 MP, whole command',
      value: oursMs,
      unit: 'ms',
      note: `${Object.keys(settings).length} settings, JPEG in and out`,
    },
    { name: '`render` 24 MP, peak memory', value: ours.peakMiB, unit: 'MiB', ...memoryGoal },
    ...[...theirs].flatMap(([other, { wallMs, peakMiB }]): Row[] => {
      const times = fasterThan.get(other);
      const goal = times === undefined ? {} : { goal: { atLeast: times } };
      return [
        { name: `${other.command} 24 MP, whole command`, value: median(wallMs), unit: 'ms', note: other.differs },
        { name: `${other.command} 24 MP, peak memory`, value: peakMiB, unit: 'MiB' },
        { name: `${other.command} ÷ \`render\``, value: median(wallMs) / oursMs, unit: '×', ...goal },
      ];
    }),
  ];
}
