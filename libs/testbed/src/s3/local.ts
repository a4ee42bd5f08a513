import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '@safelight/core';
import { inDataFolder, remembered } from '../process/dataFolder.ts';
import { LocalServer } from '../process/localServer.ts';
import { freePorts } from '../process/ports.ts';
import { serverAt } from '../server.ts';
import { answersS3 } from './bucket.ts';
import type { S3Installation } from './find.ts';
import type { S3, S3Address, S3Options } from './s3.ts';

const region = 'us-east-1';

/** Starts VersityGW, which keeps each object as a file of its folder. */
export async function startLocalS3({ program }: S3Installation, { dataDir }: S3Options): Promise<S3> {
  return inDataFolder(dataDir, async (folder) => {
    const { port, accessKeyId, secretAccessKey } = await remembered(folder, async () => {
      const [free] = await freePorts(1);
      return {
        port: free!,
        accessKeyId: randomBytes(10).toString('hex'),
        secretAccessKey: randomBytes(20).toString('hex'),
      };
    });
    const objects = join(folder.path, 'objects');
    const metadata = join(folder.path, 'metadata');
    await mkdir(objects, { recursive: true, mode: 0o700 });
    const endpoint = `http://127.0.0.1:${port}`;
    const address: S3Address = { endpoint, region, accessKeyId, secretAccessKey };
    const options = ['--port', `127.0.0.1:${port}`, '--region', region, '--keep-alive', '--quiet'];
    const server = (...storage: readonly string[]) =>
      new LocalServer({
        name: 'S3',
        folder,
        launch: {
          command: program,
          args: [...options, 'posix', ...storage, objects],
          // By environment: arguments can be read by every account of the machine.
          environment: { ROOT_ACCESS_KEY_ID: accessKeyId, ROOT_SECRET_ACCESS_KEY: secretAccessKey },
        },
        stopSignal: 'SIGTERM',
        answers: () => answersS3(endpoint),
      });
    const inAttributes = server();
    try {
      await inAttributes.start();
      return serverAt(inAttributes, address);
    } catch (error) {
      // Some file systems hold no extended attributes (tmpfs before Linux 6.6); then a second folder holds the metadata.
      if (!(error instanceof Fault && error.message.includes('xattr'))) throw error;
    }
    await mkdir(metadata, { recursive: true, mode: 0o700 });
    const inFiles = server('--sidecar', metadata);
    await inFiles.start();
    return serverAt(inFiles, address);
  });
}
