/**
 * Makes deploy/schemas: `convert.ts <swagger.json> <crd.yaml …>`. tools/k8s-schemas.sh fetches what it reads.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { builtIn, custom, fileOf } from './kinds.ts';
import { named, reachable, strict, type Schema } from './strict.ts';

type Name = readonly [group: string, version: string, kind: string];

interface Crd {
  readonly kind: string;
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: Schema } }[];
  };
}

const folder = fileURLToPath(new URL('../../schemas/', import.meta.url));
const gvk = 'x-kubernetes-group-version-kind';

/** Definitions that the description calls strings and the server reads as more. */
const looser: Schema = {
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: ['string', 'integer'] },
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: ['string', 'number'] },
};

function builtInSchema(definitions: Schema, name: Name): Schema {
  const [group, version, kind] = name;
  const entry = Object.entries(definitions as Record<string, Record<string, unknown>>).find(([, definition]) =>
    (definition[gvk] as readonly Schema[] | undefined)?.some(
      (one) => one['group'] === group && one['version'] === version && one['kind'] === kind,
    ),
  );
  if (entry === undefined) throw new Error(`The description has no ${name.join('/')}.`);
  const [id] = entry;
  const own = named(definitions[id] as Schema, name);
  const others = Object.entries(reachable({ ...definitions, [id]: own }, id)).filter(([other]) => other !== id);
  return strict({ ...own, definitions: Object.fromEntries(others) }) as Schema;
}

function customSchema(crds: readonly Crd[], name: Name): Schema {
  const [group, version, kind] = name;
  const crd = crds.find(({ spec }) => spec.group === group && spec.names.kind === kind);
  const found = crd?.spec.versions.find((one) => one.name === version);
  if (found === undefined) throw new Error(`No file defines ${name.join('/')}.`);
  return named(strict(found.schema.openAPIV3Schema) as Schema, name);
}

async function write(name: Name, schema: Schema): Promise<void> {
  const path = join(folder, fileOf(name));
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(schema)}\n`);
}

const [swaggerFile, ...crdFiles] = process.argv.slice(2);
const swagger = JSON.parse(await readFile(swaggerFile!, 'utf8')) as { readonly definitions: Schema };
const definitions = { ...swagger.definitions, ...looser };
const crds: Crd[] = [];
for (const file of crdFiles) {
  for (const document of parseAllDocuments(await readFile(file, 'utf8'))) {
    const crd = document.toJS() as Crd | null;
    if (crd?.kind === 'CustomResourceDefinition') crds.push(crd);
  }
}
for (const name of [...builtIn, ...custom])
  await rm(dirname(join(folder, fileOf(name))), { recursive: true, force: true });
for (const name of builtIn) await write(name, builtInSchema(definitions, name));
for (const name of custom) await write(name, customSchema(crds, name));
