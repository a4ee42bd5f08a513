import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './config.ts';
import { parseManifests, type Manifest } from './manifests.ts';

const run = promisify(execFile);
const outputBytesMax = 64 * 1024 * 1024;

export interface Rendered {
  readonly text: string;
  readonly manifests: readonly Manifest[];
}

/** What an overlay comes to. @throws with kustomize's own words */
export async function render(checkers: string, overlay: string): Promise<Rendered> {
  const folder = join(root, 'deploy/k8s', overlay);
  const { stdout } = await run(join(checkers, 'kustomize'), ['build', folder], { maxBuffer: outputBytesMax });
  return { text: stdout, manifests: parseManifests(stdout) };
}

/** By the schemas of this folder alone; an empty list = every object is valid, and of a kind that is known. */
export function schemaProblems(checkers: string, text: string): Promise<readonly string[]> {
  const location = join(root, 'deploy/schemas/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json');
  const args = ['-strict', '-output', 'json', '-schema-location', location, '-'];
  return new Promise((resolve, reject) => {
    const child = execFile(join(checkers, 'kubeconform'), args, { maxBuffer: outputBytesMax }, (error, stdout) => {
      if (stdout === '') return reject(error ?? new Error('kubeconform said nothing.'));
      const { resources = [] } = JSON.parse(stdout) as {
        readonly resources?: readonly { readonly kind: string; readonly name: string; readonly msg: string }[];
      };
      resolve(resources.map(({ kind, name, msg }) => `${kind} ${name}: ${msg}`));
    });
    child.stdin!.end(text);
  });
}
