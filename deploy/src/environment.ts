/** What a container's process would find in its environment. */
import type { Container, Manifest } from './manifests.ts';

/** Stands in for what is not in the manifests; each has the shape that its reader asks for. */
const secretsOfExamples: Readonly<Record<string, string>> = {
  'safelight-services/token': 'example-example-example-example-0',
  'safelight-database-login/url': 'postgres://safelight_login:example@safelight-db-rw:5432/safelight',
  'safelight-s3/S3_ACCESS_KEY_ID': 'example',
  'safelight-s3/S3_SECRET_ACCESS_KEY': 'example-example',
  'safelight-huggingface/token': 'example',
  'safelight-database-owner/url': 'postgres://safelight_owner:example@safelight-db-rw:5432/safelight',
};

/** Secrets whose keys are the variables themselves. */
const wholeSecrets: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'safelight-s3': { S3_ACCESS_KEY_ID: 'example', S3_SECRET_ACCESS_KEY: 'example-example' },
};

/** @throws for a ConfigMap or key that nothing makes, and for a Secret of which no example is known */
export function environmentOf(container: Container, manifests: readonly Manifest[]): Readonly<Record<string, string>> {
  const mapOf = (name: string): Readonly<Record<string, string>> => {
    const map = manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name);
    return known(map?.data, `ConfigMap ${name}`);
  };
  const given: Record<string, string> = {};
  for (const { configMapRef, secretRef } of container.envFrom ?? []) {
    if (configMapRef !== undefined) Object.assign(given, mapOf(configMapRef.name));
    if (secretRef !== undefined) Object.assign(given, known(wholeSecrets[secretRef.name], `Secret ${secretRef.name}`));
  }
  for (const { name, value, valueFrom } of container.env ?? []) {
    const { configMapKeyRef: map, secretKeyRef: secret } = valueFrom ?? {};
    if (map !== undefined) given[name] = known(mapOf(map.name)[map.key], `key ${map.key} of ConfigMap ${map.name}`);
    else if (secret !== undefined) {
      const path = `${secret.name}/${secret.key}`;
      given[name] = known(secretsOfExamples[path], `Secret ${path}`);
    } else given[name] = value ?? '';
  }
  return given;
}

function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`Nothing makes ${what}.`);
  return value;
}
