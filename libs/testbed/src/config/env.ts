import { homedir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '@safelight/core';
import { z } from 'zod';

/** The neighbours, as `REQUIRE_REAL` names them. */
export const neighbours = ['pg', 'kafka', 's3'] as const;
export type Neighbour = (typeof neighbours)[number];

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

const schema = z
  .object({
    /** A PostgreSQL ≥ 15 to use; the account may create databases and roles. */
    TESTBED_POSTGRES_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must begin with postgres://' }).optional(),
    /** `host:port`, several by commas. */
    TESTBED_KAFKA_BROKERS: list.optional(),
    TESTBED_S3_ENDPOINT: z.url({ protocol: /^https?$/, error: 'must begin with http:// or https://' }).optional(),
    TESTBED_S3_REGION: z.string().default('us-east-1'),
    TESTBED_S3_ACCESS_KEY_ID: z.string().optional(),
    TESTBED_S3_SECRET_ACCESS_KEY: z.string().optional(),
    /** Neighbours whose absence fails a test instead of skipping it. */
    REQUIRE_REAL: list.pipe(z.array(z.enum(neighbours))).default([]),
    /** Set by the test run for its own tests: where its servers are asked for. */
    TESTBED_RUN_SOCKET: z.string().optional(),
    XDG_CACHE_HOME: z.string().default(() => join(homedir(), '.cache')),
    JAVA_HOME: z.string().optional(),
    PATH: z.string().default('/usr/bin:/bin'),
    /** Where the container engine listens, as Docker's own client reads it. */
    DOCKER_HOST: z.string().optional(),
    XDG_RUNTIME_DIR: z.string().optional(),
  })
  .refine(
    (env) =>
      env.TESTBED_S3_ENDPOINT === undefined ||
      (env.TESTBED_S3_ACCESS_KEY_ID !== undefined && env.TESTBED_S3_SECRET_ACCESS_KEY !== undefined),
    'TESTBED_S3_ENDPOINT needs TESTBED_S3_ACCESS_KEY_ID and TESTBED_S3_SECRET_ACCESS_KEY beside it',
  );

export type Env = z.output<typeof schema>;

/** @throws Fault `config.invalid` with every variable that is malformed. */
export function readEnv(environment: NodeJS.ProcessEnv = process.env): Env {
  // An empty variable is how a shell leaves one out.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`.trim());
  throw new Fault('config.invalid', `The environment is not valid: ${problems.join('; ')}. Mend these variables.`);
}

/** Where fetched servers lie: outside the tree, so that all checkouts share them. */
export function cacheFolder(name: string): string {
  return join(readEnv().XDG_CACHE_HOME, 'safelight', name);
}
