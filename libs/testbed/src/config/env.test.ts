import { describe, expect, it } from 'vitest';
import { readEnv } from './env.ts';

describe('readEnv', () => {
  it('takes an empty variable for one that is not set', () => {
    expect(readEnv({ TESTBED_POSTGRES_URL: '', REQUIRE_REAL: '' })).toMatchObject({ REQUIRE_REAL: [] });
  });

  it('reads lists by commas', () => {
    const env = readEnv({ REQUIRE_REAL: 'pg, s3', TESTBED_KAFKA_BROKERS: 'a:1,b:2' });
    expect(env).toMatchObject({ REQUIRE_REAL: ['pg', 's3'], TESTBED_KAFKA_BROKERS: ['a:1', 'b:2'] });
  });

  it('tells all that is wrong at once and echoes no value', () => {
    const read = () => readEnv({ REQUIRE_REAL: 'pg,oracle', TESTBED_POSTGRES_URL: 'mysql://root:hunter2@db' });
    expect(read).toThrow(/REQUIRE_REAL[^]*TESTBED_POSTGRES_URL|TESTBED_POSTGRES_URL[^]*REQUIRE_REAL/);
    expect(read).not.toThrow('hunter2');
  });

  it('wants the keys of an S3 server beside its address', () => {
    expect(() => readEnv({ TESTBED_S3_ENDPOINT: 'http://127.0.0.1:9000' })).toThrow('TESTBED_S3_ACCESS_KEY_ID');
  });
});
