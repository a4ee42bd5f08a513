import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { openBlobs } from '../../src/blobs/open.ts';
import { itIsABlobStore } from './contract.ts';
import type { BlobsUnderTest } from './contract.ts';

describe('the blob store on files', () => {
  let folder: string;
  let current: BlobsUnderTest;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'safelight-blobs-'));
    current = {
      blobs: await openBlobs({ folder }),
      damage: (tenantId, digest, bytes) =>
        writeFile(join(folder, tenantId, digest.slice(0, 2), digest.slice(2)), bytes),
      count: async (tenantId) => {
        const entries = await readdir(join(folder, tenantId), { recursive: true, withFileTypes: true }).catch(() => []);
        return entries.filter((entry) => entry.isFile()).length;
      },
    };
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  itIsABlobStore(() => current);
});
