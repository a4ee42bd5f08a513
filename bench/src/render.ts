import { rm, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { darktableXmp, moduleCount, processedModules } from './darktable.ts';
import { photoOf, root, scratch } from './photos.ts';
import { runProcess } from './process.ts';
import { recipe } from './recipe.ts';
import { median, type Row } from './row.ts';

const cli = join(root, 'apps/cli/src/main.ts');
const runs = 5;

/** The point tools and clarity, darktable's "local contrast". */
const settings = { ...recipe.settings, clarity: 20 };

/** The whole `render` command on 24 MP beside darktable-cli, process against process, in turn. */
export async function benchRender(): Promise<Row[]> {
  const photo = await photoOf('dandelions', 6000, 4000);
  const folder = await scratch('render');
  const recipePath = join(folder, 'recipe.json');
  await writeFile(recipePath, JSON.stringify({ ...recipe, settings }));
  const ours = join(folder, 'safelight.jpg');
  const theirs = join(folder, 'darktable.jpg');
  const darktable = spawnSync('darktable-cli', ['--version']).status === 0;

  const history = join(folder, 'darktable.xmp');
  await writeFile(history, darktableXmp());
  const core = ['--core', '--disable-opencl', '--library', ':memory:', '--configdir', join(folder, 'darktable')];
  if (darktable) {
    const { stdout } = spawnSync('darktable-cli', [photo, history, theirs, ...core, '-d', 'perf'], {
      encoding: 'utf8',
    });
    // Beside ours it lists its input, output and display conversions.
    if (processedModules(stdout) < moduleCount) throw new Error(`darktable left modules out:\n${stdout.slice(-2000)}`);
  }

  const walls: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
  let peakMiB = 0;
  for (let run = 0; run <= runs; run++) {
    await rm(ours, { force: true });
    const figures = await runProcess(process.execPath, [cli, 'render', photo, recipePath, '-o', ours]);
    peakMiB = Math.max(peakMiB, figures.peakMiB);
    if (run > 0) walls.ours.push(figures.wallMs);
    if (!darktable) continue;
    await rm(theirs, { force: true });
    const other = await runProcess('darktable-cli', [photo, history, theirs, ...core]);
    if (run > 0) walls.theirs.push(other.wallMs);
  }

  const oursMs = median(walls.ours);
  const rows: Row[] = [
    {
      name: '`render` 24 MP, whole command',
      value: oursMs,
      unit: 'ms',
      note: `${Object.keys(settings).length} settings, JPEG in and out`,
    },
    { name: '`render` 24 MP, peak memory', value: peakMiB, unit: 'MiB', goal: { atMost: 900 } },
  ];
  if (darktable) {
    const theirsMs = median(walls.theirs);
    rows.push(
      {
        name: 'darktable-cli 24 MP, whole command',
        value: theirsMs,
        unit: 'ms',
        note: `${moduleCount} modules that do the work of our settings, CPU; none for white balance, curves, HSL, grading`,
      },
      { name: 'darktable-cli ÷ `render`', value: theirsMs / oursMs, unit: '×', goal: { atLeast: 4 } },
    );
  } else {
    console.log(
      'SKIPPED: the comparison with darktable-cli, which is not installed (Debian: apt-get install darktable).',
    );
  }
  return rows;
}
