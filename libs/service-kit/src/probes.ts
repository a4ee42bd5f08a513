/** Health (grpc.health.v1) and reflection of a server; a room of its own, because both take long to load. */
import { readFileSync } from 'node:fs';
import type { Server } from '@grpc/grpc-js';
import { loadFileDescriptorSetFromBuffer } from '@grpc/proto-loader';
import { ReflectionService } from '@grpc/reflection';
import { descriptorSetPath } from '@safelight/wire';
import { HealthImplementation } from 'grpc-health-check';

let descriptors: ReturnType<typeof loadFileDescriptorSetFromBuffer> | undefined;

/** The whole server and each service stand at SERVING until the returned health says otherwise. */
export function addProbes(server: Server, services: string[]): HealthImplementation {
  const health = new HealthImplementation(Object.fromEntries(['', ...services].map((service) => [service, 'SERVING'])));
  health.addToServer(server);
  descriptors ??= loadFileDescriptorSetFromBuffer(readFileSync(descriptorSetPath));
  new ReflectionService(descriptors, { services }).addToServer(server);
  return health;
}
