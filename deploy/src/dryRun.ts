/**
 * `dryRun.ts <rendered.yaml> <folder>`: what a server must hold first, the rest, and a pod of every workload, as its
 * controller would make it. tools/k8s-dry-run.sh hands them over.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { parseManifests, templateOf, type Manifest } from './manifests.ts';

const first = new Set(['Namespace', 'ServiceAccount', 'RuntimeClass']);

function podOf(workload: Manifest): readonly Manifest[] {
  const template = templateOf(workload);
  if (template === null) return [];
  const { name, namespace } = workload.metadata;
  const { volumeClaimTemplates = [] } = workload.spec as { readonly volumeClaimTemplates?: readonly Manifest[] };
  const claims = volumeClaimTemplates.map(({ metadata }) => ({
    name: metadata.name,
    persistentVolumeClaim: { claimName: `${metadata.name}-${name}-0` },
  }));
  const spec = { ...template.spec, volumes: [...(template.spec.volumes ?? []), ...claims] };
  const metadata = {
    name: `${name}-0`,
    ...(namespace !== undefined && { namespace }),
    labels: template.metadata.labels,
  };
  return [{ apiVersion: 'v1', kind: 'Pod', metadata, spec } as Manifest];
}

const [file, folder] = process.argv.slice(2);
const manifests = parseManifests(await readFile(file!, 'utf8'));
const parts = {
  first: manifests.filter(({ kind }) => first.has(kind)),
  rest: manifests.filter(({ kind }) => !first.has(kind)),
  pods: manifests.flatMap(podOf),
};
await mkdir(folder!, { recursive: true });
for (const [name, objects] of Object.entries(parts)) {
  await writeFile(join(folder!, `${name}.yaml`), objects.map((one) => stringify(one)).join('---\n'));
}
