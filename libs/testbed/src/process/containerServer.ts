import { setTimeout as delay } from 'node:timers/promises';
import { Fault } from '@safelight/core';
import type { ContainerRuntimeClient } from 'testcontainers';
import type { Server } from '../server.ts';

type Container = ReturnType<ContainerRuntimeClient['container']['getById']>;

const startTimeoutMs = 60_000;
const stopGraceSeconds = 30;
const pollEveryMs = 50;

export interface ContainerOptions {
  readonly name: string;
  readonly image: string;
  /** Where the server listens inside, and the fixed port of the host that leads there: the same after each start. */
  readonly port: { readonly container: number; readonly host: number };
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  /** Whether the server answers in its own protocol; a rejection means not yet. */
  answers(): Promise<boolean>;
}

/** The host at which ports of containers can be reached. */
export async function containerHost(): Promise<string> {
  const { getContainerRuntimeClient } = await import('testcontainers');
  return (await getContainerRuntimeClient()).info.containerRuntime.host;
}

/** One server of the testbed in a container. Testcontainers' reaper removes it when its owner dies. */
export class ContainerServer implements Server {
  readonly pid = undefined;
  readonly #options: ContainerOptions;
  #container: Container | undefined;
  #running = false;

  constructor(options: ContainerOptions) {
    this.#options = options;
  }

  get running(): boolean {
    return this.#running;
  }

  async start(): Promise<void> {
    if (this.#running) return;
    if (this.#container === undefined) this.#container = await this.#create();
    else await this.#container.start();
    this.#running = true;
    const giveUpAt = performance.now() + startTimeoutMs;
    while (!(await this.#options.answers().catch(() => false))) {
      if (performance.now() > giveUpAt) throw await this.#failed(this.#container);
      await delay(pollEveryMs);
    }
  }

  async #create(): Promise<Container> {
    const { GenericContainer, getContainerRuntimeClient } = await import('testcontainers');
    const { image, port, environment, command } = this.#options;
    const started = await new GenericContainer(image)
      .withExposedPorts(port)
      .withEnvironment({ ...environment })
      .withCommand([...command])
      // A killed container stays, to be started again.
      .withAutoRemove(false)
      .start();
    return (await getContainerRuntimeClient()).container.getById(started.getId());
  }

  async #failed(container: Container): Promise<Fault> {
    const log = await container.logs({ stdout: true, stderr: true, tail: 20 });
    const what = `${this.#options.name} in a container gave no answer for ${startTimeoutMs} ms`;
    return new Fault('service.unavailable', `${what}. Its log ends in:\n${log.toString('utf8')}`);
  }

  async stop(): Promise<void> {
    if (!this.#running) return;
    await this.#container?.stop({ t: stopGraceSeconds });
    this.#running = false;
  }

  async kill(): Promise<void> {
    if (!this.#running) return;
    await this.#container?.kill({ signal: 'SIGKILL' });
    await this.#container?.wait();
    this.#running = false;
  }

  async pause(): Promise<void> {
    await this.#container?.pause();
  }

  async resume(): Promise<void> {
    await this.#container?.unpause();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#container?.remove({ force: true, v: true });
    this.#container = undefined;
    this.#running = false;
  }
}

/** Starts the server; nothing stays behind when that fails. */
export async function startContainer(options: ContainerOptions): Promise<Server> {
  const server = new ContainerServer(options);
  try {
    await server.start();
  } catch (error) {
    await server[Symbol.asyncDispose]();
    throw error;
  }
  return server;
}
