import type { KafkaAccess } from '@safelight/bus';
import { kafkaOf, kafkaVariables } from '@safelight/bus/kafka/variables';
import { loadConfig, logLevels } from '@safelight/service-kit';
import type { ServiceSecurity } from '@safelight/service-kit';
import { telemetryOf, telemetryVariables, type TelemetrySettings } from '@safelight/service-kit/telemetry/variables';
import { securityOf, securityVariables } from '@safelight/service-kit/variables';
import { Fault, Secret } from '@safelight/core';
import { z } from 'zod';
import type { EgressOptions } from '../egress/policy.ts';
import { roles } from '../service.ts';
import type { Storage } from '../storage.ts';

const port = z.coerce.number().int().min(0).max(65_535);
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres://');

const schema = z.object({
  /** Database, pictures and key of an embedded gateway; unused when DATABASE_URL is set. */
  GATEWAY_DATA_DIR: z.string().min(1).default('data'),
  GATEWAY_HOST: z.string().min(1).default('127.0.0.1'),
  GATEWAY_HTTP_PORT: port.default(8_080),
  GATEWAY_GRPC_PORT: port.default(7_001),
  /** Which of `api`, `runner` and `relay` this process is; all by default. */
  GATEWAY_ROLES: list.pipe(z.array(z.enum(roles)).min(1)).default([...roles]),
  /** Keeps an empty database for new data folders; unset = make each anew. */
  GATEWAY_DATABASE_TEMPLATE_DIR: z.string().min(1).optional(),
  /** The login role, which is not the owner of the tables. */
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_CONNECTIONS_MAX: z.coerce.number().int().min(2).max(1_000).optional(),
  /** No brokers = a log in the database. */
  ...kafkaVariables,
  /** Copies of each topic that is made: three in production. */
  KAFKA_REPLICAS: z.coerce.number().int().min(1).max(9).default(1),
  S3_ENDPOINT: z.url().optional(),
  S3_BUCKET: z.string().min(3).optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_PREFIX: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z
    .string()
    .min(1)
    .transform((text) => new Secret(text))
    .optional(),
  /** Addresses, ranges and names that callers may choose although they are not public, for webhooks and imports. */
  EGRESS_ALLOW: list.default([]),
  /** Ports beside 80, 443, 8080 and 8443. */
  EGRESS_PORTS: list
    .transform((parts) => parts.map(Number))
    .pipe(z.array(z.int().min(1).max(65_535)))
    .default([]),
  EGRESS_HTTPS_ONLY: z.stringbool().default(false),
  /** A proxy in front speaks TLS: browsers are told to use nothing else. */
  GATEWAY_BEHIND_TLS: z.stringbool().default(false),
  /** Origins whose pages may call the API; none by default, `*` for all. */
  GATEWAY_CORS_ORIGINS: list
    .pipe(z.array(z.string().regex(/^(\*|https?:\/\/[^\s/]+)$/, 'must be an origin')))
    .default([]),
  /** Addresses or networks of proxies whose X-Forwarded-For is believed. */
  GATEWAY_TRUSTED_PROXIES: list.default([]),
  SANDBOX_ADDRESS: z.string().min(1),
  POLICY_ADDRESS: z.string().min(1),
  EVALUATOR_ADDRESS: z.string().min(1),
  REFLECTOR_ADDRESS: z.string().min(1),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  ...securityVariables,
  ...telemetryVariables,
});

export interface Env extends z.output<typeof schema> {
  readonly kafka: KafkaAccess | null;
  readonly storage: Storage;
  readonly egress: EgressOptions;
  /** How the services behind the gateway know it; its own ports are guarded by API keys. */
  readonly security: ServiceSecurity;
  readonly telemetry: TelemetrySettings;
}

/** @throws Fault `config.invalid` with every variable that is malformed. */
export function readEnv(environment: NodeJS.ProcessEnv): Env {
  const env = loadConfig(schema, environment);
  const egress = { allow: env.EGRESS_ALLOW, ports: env.EGRESS_PORTS, httpsOnly: env.EGRESS_HTTPS_ONLY };
  return {
    ...env,
    kafka: kafkaOf(env),
    storage: storageOf(env),
    egress,
    security: securityOf(env),
    telemetry: telemetryOf(env, env.GATEWAY_HOST),
  };
}

const migrationSchema = z.object({
  /** The role that owns the tables and may create roles. */
  DATABASE_OWNER_URL: postgresUrl,
  /** Whose user the services log in as. */
  DATABASE_URL: postgresUrl,
});

/** What `migrate` needs. @throws Fault `config.invalid` with every variable that is missing or malformed. */
export function readMigrationEnv(environment: NodeJS.ProcessEnv): z.output<typeof migrationSchema> {
  return loadConfig(migrationSchema, environment);
}

/** What `bootstrap` needs; an embedded gateway keeps its key in the data folder. @throws Fault `config.invalid` */
export function readDatabaseEnv(environment: NodeJS.ProcessEnv): { readonly DATABASE_URL: string } {
  return loadConfig(z.object({ DATABASE_URL: postgresUrl }), environment);
}

function storageOf(env: z.output<typeof schema>): Storage {
  const { DATABASE_URL: databaseUrl, S3_BUCKET: bucket, GATEWAY_DATABASE_TEMPLATE_DIR: databaseTemplateDir } = env;
  if (databaseUrl === undefined && bucket === undefined) {
    const folder = { kind: 'folder', dataDir: env.GATEWAY_DATA_DIR } as const;
    return databaseTemplateDir === undefined ? folder : { ...folder, databaseTemplateDir };
  }
  // Half in a folder and half elsewhere would be lost with the folder.
  if (databaseUrl === undefined || bucket === undefined) {
    const missing = databaseUrl === undefined ? 'DATABASE_URL' : 'S3_BUCKET';
    const message = `${missing} is missing: PostgreSQL and S3 are used together. Set both, or neither for a data folder.`;
    throw new Fault('config.invalid', message, { field: missing });
  }
  const { S3_ENDPOINT: endpoint, S3_PREFIX: prefix, DATABASE_CONNECTIONS_MAX: connectionsMax } = env;
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  return {
    ...{ kind: 'shared', databaseUrl },
    ...(connectionsMax !== undefined && { connectionsMax }),
    blobs: {
      ...{ bucket, region: env.S3_REGION },
      // What does not say otherwise is no Amazon, and has its buckets in the path.
      ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
      ...(prefix !== undefined && { prefix }),
      ...(accessKeyId !== undefined &&
        secretAccessKey !== undefined && { accessKeyId, secretAccessKey: secretAccessKey.reveal() }),
    },
  };
}
