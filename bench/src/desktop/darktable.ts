import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contender } from './contender.ts';

/**
 * A darktable 4.2 history with modules that do the work of our settings, one for one where there is one: exposure,
 * contrast and saturation, vibrance, velvia, shadows and highlights, local contrast, vignette, grain. It has nothing for
 * our white balance, curves, HSL and colour grading, so it does less. Parameters are the modules' C structures.
 */
type Field = readonly ['f' | 'i', number];

interface Module {
  readonly operation: string;
  readonly version: number;
  readonly fields: readonly Field[];
}

const f = (value: number): Field => ['f', value];
const i = (value: number): Field => ['i', value];

const modules: readonly Module[] = [
  { operation: 'exposure', version: 6, fields: [i(0), f(0), f(0.35), f(50), f(-4), i(0)] },
  { operation: 'colisa', version: 1, fields: [f(0.18), f(0), f(0.04)] },
  { operation: 'vibrance', version: 2, fields: [f(18)] },
  {
    operation: 'vignette',
    version: 4,
    fields: [f(80), f(50), f(-0.3), f(0), f(0), f(0), i(0), f(1), f(1), i(0), i(1)],
  },
  { operation: 'grain', version: 2, fields: [i(0), f(30), f(12), f(100)] },
  { operation: 'bilat', version: 3, fields: [i(1), f(0.5), f(0.5), f(0.2), f(0.5)] },
  { operation: 'velvia', version: 2, fields: [f(15), f(1)] },
  {
    operation: 'shadhi',
    version: 5,
    fields: [i(0), f(100), f(38), f(0), f(-45), f(0), f(50), f(100), f(50), i(127), f(1e-6), i(0)],
  },
];

function hex(fields: readonly Field[]): string {
  const bytes = Buffer.alloc(4 * fields.length);
  for (const [index, [kind, value]] of fields.entries()) {
    if (kind === 'f') bytes.writeFloatLE(value, 4 * index);
    else bytes.writeInt32LE(value, 4 * index);
  }
  return bytes.toString('hex');
}

function historyXmp(): string {
  const items = modules.map(
    ({ operation, version, fields }, index) =>
      `<rdf:li darktable:num="${index}" darktable:operation="${operation}" darktable:enabled="1"` +
      ` darktable:modversion="${version}" darktable:params="${hex(fields)}" darktable:multi_name=""` +
      ` darktable:multi_priority="0"/>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:darktable="http://darktable.sf.net/" darktable:xmp_version="5"
 darktable:auto_presets_applied="1" darktable:history_end="${modules.length}">
<darktable:history><rdf:Seq>${items.join('\n')}</rdf:Seq></darktable:history>
</rdf:Description></rdf:RDF></x:xmpmeta>`;
}

/** How many of the modules a run of darktable-cli with `-d perf` tells that it processed. */
function processedModules(output: string): number {
  return new Set(output.match(/processed `[^']+' on CPU/g)).size;
}

const argsOf = (photo: string, out: string, folder: string): string[] => {
  const core = ['--core', '--disable-opencl', '--library', ':memory:', '--configdir', join(folder, 'darktable')];
  return [photo, join(folder, 'darktable.xmp'), out, ...core];
};

export const darktable: Contender = {
  command: 'darktable-cli',
  package: 'darktable',
  differs: `${modules.length} modules that do the work of our settings; none for white balance, curves, HSL, grading`,
  prepare: async (photo, out, folder) => {
    await writeFile(join(folder, 'darktable.xmp'), historyXmp());
    const { stdout } = spawnSync('darktable-cli', [...argsOf(photo, out, folder), '-d', 'perf'], { encoding: 'utf8' });
    // Beside ours it lists its input, output and display conversions.
    if (processedModules(stdout) < modules.length) {
      throw new Error(`darktable left modules out:\n${stdout.slice(-2000)}`);
    }
  },
  args: argsOf,
};
