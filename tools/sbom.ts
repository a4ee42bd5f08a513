/**
 * `npm run sbom`: writes the bill of materials of what is installed to out/sbom.cdx.json (CycloneDX 1.6).
 * `npm run sbom -- --check`: writes nothing; fails when a production dependency is missing from it, says no licence, or
 * has one that is not permissive and not in `exceptions`. `npm run check` runs this.
 */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import satisfies from 'spdx-satisfies';

const permissive = [
  ...['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'CC0-1.0', 'ISC', 'MIT', 'MIT-0'],
  ...['Python-2.0', 'Unlicense', 'Zlib'],
];

/** Licences with a duty beyond naming the authors, and why the package may be here all the same. */
const exceptions: readonly { readonly name: RegExp; readonly licences: readonly string[]; readonly why: string }[] = [
  {
    name: /^@img\/sharp-/,
    licences: ['LGPL-3.0-or-later'],
    why: 'libvips is a shared library of its own beside sharp, linked dynamically: whoever receives it can replace it',
  },
  {
    name: /^libheif-js$/,
    licences: ['LGPL-3.0'],
    why: 'libheif and libde265 are a WASM file of their own, loaded at run time: whoever receives it can replace it',
  },
];

interface Licence {
  readonly license?: { readonly id?: string; readonly name?: string };
  readonly expression?: string;
}

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly licenses?: readonly Licence[];
  readonly properties: readonly { readonly name: string; readonly value: string }[];
}

interface Bom {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
}

interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      { readonly name?: string; readonly version?: string; readonly dev?: boolean; readonly link?: boolean }
    >
  >;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const outputSizeBytesMax = 64 * 1024 * 1024;

/** npm's own bill, which is CycloneDX 1.5, in 1.6: that adds to 1.5 and changes nothing of it. */
async function read(): Promise<Bom> {
  const cli = process.env['npm_execpath'];
  const [command, first] = cli === undefined ? ['npm', []] : [process.execPath, [cli]];
  const args = [...first, 'sbom', '--sbom-format=cyclonedx', '--sbom-type=application'];
  const { stdout } = await promisify(execFile)(command, args, { cwd: root, maxBuffer: outputSizeBytesMax });
  const bom = JSON.parse(stdout) as Bom;
  return {
    ...bom,
    ...{ $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json', specVersion: '1.6' },
    metadata: { ...bom.metadata, component: named(bom.metadata.component) },
    components: bom.components.map(named).map(scoped),
  };
}

/** npm calls a package of this repository by the name of its folder. */
function named(component: Component): Component {
  const ref = component['bom-ref'];
  return { ...component, name: ref.slice(0, ref.lastIndexOf('@')) };
}

const developmentMark = 'cdx:npm:package:development';
const isForDevelopment = ({ properties }: Component): boolean =>
  properties.some(({ name }) => name === developmentMark);

/** Of a version that lies in several places npm tells the first, which may be the one of a development tool. */
function scoped(component: Component): Component {
  if (!needed.includes(component['bom-ref'])) return component;
  return { ...component, properties: component.properties.filter(({ name }) => name !== developmentMark) };
}

function licenceOf({ licenses = [] }: Component): string {
  return licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name ?? '').join(' AND ');
}

function problemWith(component: Component): string | null {
  const licence = licenceOf(component);
  if (licence === '') return 'says no licence';
  const exempt = exceptions.filter(({ name }) => name.test(component.name)).flatMap(({ licences }) => licences);
  try {
    if (satisfies(licence, [...permissive, ...exempt])) return null;
  } catch {
    return `has a licence that is no SPDX expression: ${licence}`;
  }
  return `has the licence ${licence}, which is not permissive; take another package, or add an exception with its reason`;
}

/** What the lock file says is needed in production and is there; other platforms' packages are not. */
function installed(): readonly string[] {
  const { packages } = JSON.parse(readFileSync(`${root}/package-lock.json`, 'utf8')) as Lock;
  return Object.entries(packages).flatMap(([path, { name, version, dev = false, link = false }]) => {
    const at = path.lastIndexOf('node_modules/');
    if (at < 0 || dev || link || !existsSync(`${root}/${path}`)) return [];
    return [`${name ?? path.slice(at + 'node_modules/'.length)}@${version}`];
  });
}

const needed = installed();
const bom = await read();
const production = bom.components.filter((component) => !isForDevelopment(component));
const known = new Set(production.map((component) => component['bom-ref']));
const problems = [
  ...needed.flatMap((ref) => (known.has(ref) ? [] : [`${ref} is installed for production and not in the bill`])),
  ...production.flatMap((component) => {
    const problem = problemWith(component);
    return problem === null ? [] : [`${component['bom-ref']} ${problem}`];
  }),
];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else if (process.argv.includes('--check'))
  console.log(`${production.length} production components, licences permitted.`);
else {
  await mkdir(`${root}/out`, { recursive: true });
  await writeFile(`${root}/out/sbom.cdx.json`, `${JSON.stringify(bom, null, 2)}\n`);
  console.log(`out/sbom.cdx.json: ${bom.components.length} components, ${production.length} of them for production.`);
}
