/** What an operator does once: roles and a database in PostgreSQL, its tables, a bucket in S3, the first key. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Fault } from '@safelight/core';
import type { S3 } from '@safelight/testbed';
import pg from 'pg';
import { gatewayMain } from './programs.ts';

export interface DatabaseUrls {
  /** Owns the tables and may create roles. */
  readonly ownerUrl: string;
  /** The services log in with it; it owns nothing. */
  readonly loginUrl: string;
}

const database = 'safelight';
const owner = 'safelight_owner';
const login = 'safelight_login';

/** Makes what is missing; safe to repeat. */
export async function prepareDatabase(adminUrl: string, password: string): Promise<DatabaseUrls> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    for (const [role, rights] of [
      [owner, 'createrole'],
      // Without rights of its own even through the roles that it may enter.
      [login, 'noinherit'],
    ] as const) {
      const known = await client.query('select from pg_roles where rolname = $1', [role]);
      const verb = known.rowCount === 0 ? 'create' : 'alter';
      await client.query(`${verb} role ${role} login ${rights} password '${password}'`);
    }
    const known = await client.query('select from pg_database where datname = $1', [database]);
    if (known.rowCount === 0) await client.query(`create database ${database} owner ${owner}`);
  } finally {
    await client.end();
  }
  return { ownerUrl: at(adminUrl, owner, password), loginUrl: at(adminUrl, login, password) };
}

function at(adminUrl: string, user: string, password: string): string {
  const url = new URL(adminUrl);
  [url.username, url.password, url.pathname] = [user, password, `/${database}`];
  return url.href;
}

/** Runs the gateway's own command, as an operator would. @throws Fault service.unavailable with what it said */
export async function migrate({ ownerUrl, loginUrl }: DatabaseUrls): Promise<void> {
  await gatewayCommand(['migrate'], { DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: loginUrl });
}

/** Answers what the command printed. */
export async function gatewayCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  try {
    const env = { ...process.env, ...environment };
    return (await promisify(execFile)(process.execPath, [gatewayMain, ...args], { env })).stdout;
  } catch (cause) {
    const { stdout = '', stderr = '' } = cause as { readonly stdout?: string; readonly stderr?: string };
    const message = `“${['gateway', ...args].join(' ')}” failed: ${`${stdout}${stderr}`.trim()}`;
    throw new Fault('service.unavailable', message, { cause });
  }
}

export async function prepareBucket(
  { endpoint, region, accessKeyId, secretAccessKey }: S3,
  bucket: string,
): Promise<void> {
  const { CreateBucketCommand, HeadBucketCommand, S3Client } = await import('@aws-sdk/client-s3');
  const client = new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
  });
  try {
    await client.send(new HeadBucketCommand({ Bucket: bucket }));
  } catch {
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
  } finally {
    client.destroy();
  }
}
