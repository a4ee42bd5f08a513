import type { Env } from '../config/env.ts';
import type { Addresses } from './host.ts';

/** The servers that the environment names. */
export function addressesOf(env: Env): Partial<Addresses> {
  const { TESTBED_POSTGRES_URL, TESTBED_KAFKA_BROKERS, TESTBED_S3_ENDPOINT } = env;
  return {
    ...(TESTBED_POSTGRES_URL !== undefined && { pg: { adminUrl: TESTBED_POSTGRES_URL } }),
    ...(TESTBED_KAFKA_BROKERS !== undefined && { kafka: { brokers: TESTBED_KAFKA_BROKERS } }),
    ...(TESTBED_S3_ENDPOINT !== undefined && {
      s3: {
        endpoint: TESTBED_S3_ENDPOINT,
        region: env.TESTBED_S3_REGION,
        accessKeyId: env.TESTBED_S3_ACCESS_KEY_ID ?? '',
        secretAccessKey: env.TESTBED_S3_SECRET_ACCESS_KEY ?? '',
      },
    }),
  };
}

/** The variables that name these servers; what `addressesOf` reads. */
export function variablesOf({ pg, kafka, s3 }: Partial<Addresses>): Readonly<Record<string, string>> {
  return {
    ...(pg && { TESTBED_POSTGRES_URL: pg.adminUrl }),
    ...(kafka && { TESTBED_KAFKA_BROKERS: kafka.brokers.join(',') }),
    ...(s3 && {
      TESTBED_S3_ENDPOINT: s3.endpoint,
      TESTBED_S3_REGION: s3.region,
      TESTBED_S3_ACCESS_KEY_ID: s3.accessKeyId,
      TESTBED_S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
    }),
  };
}
