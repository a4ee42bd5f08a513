import { randomBytes } from 'node:crypto';
import { containerHost, startContainer } from '../process/containerServer.ts';
import { freePorts } from '../process/ports.ts';
import { serverAt } from '../server.ts';
import { answersS3 } from './bucket.ts';
import { s3Version } from './find.ts';
import type { S3 } from './s3.ts';

const inside = 7070;
const region = 'us-east-1';

export async function startContainerS3(): Promise<S3> {
  const [port] = await freePorts(1);
  const endpoint = `http://${await containerHost()}:${port}`;
  const [accessKeyId, secretAccessKey] = [randomBytes(10).toString('hex'), randomBytes(20).toString('hex')];
  const server = await startContainer({
    name: 'S3',
    image: `versity/versitygw:v${s3Version()}`,
    port: { container: inside, host: port! },
    environment: { ROOT_ACCESS_KEY_ID: accessKeyId, ROOT_SECRET_ACCESS_KEY: secretAccessKey },
    // Its image makes this folder; metadata lies beside the objects, whatever the file system under it can hold.
    command: ['--port', `:${inside}`, '--region', region, '--quiet', 'posix', '--sidecar', '/mnt', '/tmp/vgw'],
    answers: () => answersS3(endpoint),
  });
  return serverAt(server, { endpoint, region, accessKeyId, secretAccessKey });
}
