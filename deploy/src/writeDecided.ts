/** `node tools/run.mjs deploy/src/writeDecided.ts`: writes what libs/autoscale decides. A test holds the files equal to it. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { root } from './config.ts';
import { decidedObjects } from './decided.ts';

const comment = '# Written by deploy/src/writeDecided.ts out of libs/autoscale, which says why.';
for (const { file, object } of decidedObjects) {
  await writeFile(join(root, 'deploy/k8s/components', file), `${comment}\n${stringify(object)}`);
}
