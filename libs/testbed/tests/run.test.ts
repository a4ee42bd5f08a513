import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { beforeEach, expect, it } from 'vitest';
import { type S3Address, createDatabase, makeBucket, realKafka, realPostgres, realS3 } from '../src/index.ts';
import { brokerCount } from '../src/kafka/metadata.ts';
import { askHost } from '../src/run/client.ts';
import { serveHost } from '../src/run/host.ts';
import { describeReal } from '../src/run/vitest.ts';

async function query(url: string, sql: string): Promise<readonly unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describeReal('pg', 'the PostgreSQL of the run', () => {
  it('gives each test a database that the accounts of another cannot enter as owners', async () => {
    const server = await realPostgres();
    expect(await realPostgres()).toEqual(server);
    await using one = await createDatabase(server);
    await using other = await createDatabase(server);
    await query(one.ownerUrl, 'CREATE TABLE secrets (text text)');
    expect(await query(other.ownerUrl, `SELECT * FROM pg_tables WHERE tablename = 'secrets'`)).toEqual([]);
    const intruder = new URL(other.ownerUrl);
    intruder.pathname = new URL(one.ownerUrl).pathname;
    await expect(query(intruder.href, 'SELECT * FROM secrets')).rejects.toThrow('permission denied');
  });

  it('lets the owner make roles and tables, and the user only what shared roles allow', async () => {
    await using database = await createDatabase(await realPostgres(), { sharedRoles: ['testbed_reader'] });
    const { ownerUrl, userUrl, name } = database;
    await query(ownerUrl, `CREATE TABLE notes (text text); GRANT SELECT ON notes TO testbed_reader`);
    await query(ownerUrl, `CREATE ROLE ${name}_more; DROP ROLE ${name}_more`);
    expect(await query(userUrl, 'SELECT * FROM notes')).toEqual([]);
    await expect(query(userUrl, `INSERT INTO notes VALUES ('x')`)).rejects.toThrow('permission denied');
    await expect(query(userUrl, 'CREATE TABLE other (text text)')).rejects.toThrow('permission denied');
  });

  it('waits for whoever is making the same shared role', async () => {
    const { adminUrl } = await realPostgres();
    const role = `testbed_${randomBytes(6).toString('hex')}`;
    const other = new pg.Client(adminUrl);
    await other.connect();
    await other.query(`BEGIN; SELECT pg_advisory_xact_lock(hashtext('safelight testbed roles')); CREATE ROLE ${role}`);
    const made = createDatabase({ adminUrl }, { sharedRoles: [role] });
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%${role}%'`;
    await expect.poll(() => query(adminUrl, waiting), { timeout: 20_000 }).toHaveLength(1);
    await other.query('COMMIT');
    await other.end();
    const { name, [Symbol.asyncDispose]: drop } = await made;
    await drop();
    await query(adminUrl, `DROP ROLE ${role}`);
    expect(await query(adminUrl, `SELECT 1 FROM pg_roles WHERE rolname LIKE '${name}%'`)).toEqual([]);
  });
});

describeReal('kafka', 'the broker of the run', () => {
  it('is one for all who ask', async () => {
    const [{ brokers }, again] = await Promise.all([realKafka(), realKafka()]);
    expect(again.brokers).toEqual(brokers);
    const [host = '', port] = brokers[0]!.split(':');
    expect(await brokerCount(host, Number(port))).toBe(1);
  });
});

describeReal('s3', 'the S3 server of the run', () => {
  it('gives each test a bucket, which goes with all that is in it', async () => {
    const bucket = await makeBucket(await realS3());
    const { S3Client, ListObjectsV2Command, PutObjectCommand } = await import('@aws-sdk/client-s3');
    const client = new S3Client({ ...bucket, forcePathStyle: true, credentials: bucket });
    await client.send(new PutObjectCommand({ Bucket: bucket.bucket, Key: 'a/b', Body: 'x' }));
    await bucket[Symbol.asyncDispose]();
    await expect(client.send(new ListObjectsV2Command({ Bucket: bucket.bucket }))).rejects.toThrow('does not exist');
  });

  it('refuses a caller with a wrong key', async () => {
    await expect(makeBucket({ ...(await realS3()), secretAccessKey: 'wrong' })).rejects.toThrow('signature');
  });
});

describeReal('s3', 'a host of shared servers', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'testbed-host-'));
    return () => rm(folder, { recursive: true });
  });

  it('starts nothing until somebody asks, then one for all, and takes it along when it ends', async () => {
    const socket = join(folder, 'host.sock');
    let address: S3Address | undefined;
    {
      await using host = await serveHost({ socket });
      expect(await askHost(socket, 'GET', '/')).toEqual({});
      const both = await Promise.all([askHost<S3Address>(socket, 'POST', '/s3'), askHost(socket, 'POST', '/s3')]);
      [address] = both;
      expect(both[1]).toEqual(address);
      expect(await askHost(socket, 'GET', '/')).toEqual({ s3: address });
      await askHost(socket, 'DELETE', '/');
      await host.asked;
    }
    expect(await askHost(socket, 'GET', '/')).toBeUndefined();
    await expect(fetch(address!.endpoint)).rejects.toThrow();
    expect(await readdir(folder)).toEqual([]);
  });

  it('says what is wrong when it is asked for what it does not know', async () => {
    const socket = join(folder, 'host.sock');
    await using host = await serveHost({ socket });
    expect(host).toBeDefined();
    await expect(askHost(socket, 'POST', '/oracle')).rejects.toThrow('Ask for pg, kafka, s3.');
  });
});
