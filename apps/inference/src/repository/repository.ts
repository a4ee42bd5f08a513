/** The models of this server: which are there, which are loaded, and how they come and go. */
import { Fault, toFault } from '@safelight/core';
import type { ModelIndexEntry, ModelMetadata, ModelStatistics } from '@safelight/wire/inference';
import { ModelVersion, type Surroundings } from '../model/version.ts';
import { findModel, modelNames } from './scan.ts';

interface Loaded {
  /** Oldest first. */
  readonly versions: readonly ModelVersion[];
}

type State =
  | { readonly state: 'READY'; readonly loaded: Loaded }
  | { readonly state: 'LOADING' | 'UNLOADING' }
  | { readonly state: 'UNAVAILABLE'; readonly reason: string };

export class Repository implements AsyncDisposable {
  readonly #folder: string;
  readonly #around: Surroundings;
  readonly #models = new Map<string, State>();
  /** One change of a model at a time. */
  readonly #changes = new Map<string, Promise<void>>();
  #generation = 0;
  #wanted = new Set<string>();

  constructor(folder: string, around: Surroundings) {
    this.#folder = folder;
    this.#around = around;
  }

  /**
   * Loads these models, or all; one that fails leaves the others be and is told by the index.
   * @throws Fault `config.invalid` when the folder cannot be read
   */
  async start(names: readonly string[] | 'all'): Promise<void> {
    const chosen = names === 'all' ? await modelNames(this.#folder) : names;
    this.#wanted = new Set(chosen);
    const { logger } = this.#around;
    await Promise.all(
      chosen.map((name) =>
        this.load(name).catch((thrown: unknown) => {
          const { code, message, detail } = toFault(thrown);
          logger.error({ model: name, code, detail }, message);
        }),
      ),
    );
  }

  /** Whether every model that was to be loaded at the start can be asked. */
  get isReady(): boolean {
    return [...this.#wanted].every((name) => this.isModelReady(name, ''));
  }

  isModelReady(name: string, version: string): boolean {
    try {
      return this.find(name, version).isReady;
    } catch {
      return false;
    }
  }

  /**
   * @param version empty: the latest
   * @throws Fault `model.notFound`, `model.notReady`
   */
  find(name: string, version: string): ModelVersion {
    const model = this.#models.get(name);
    if (model === undefined) throw unknown(`'${name}' is not found`);
    if (model.state !== 'READY') {
      const why = 'reason' in model && model.reason !== 'unloaded' ? `: ${model.reason}` : '';
      const text = `Request for unknown model: '${name}' is ${model.state.toLowerCase()}${why}`;
      throw new Fault('model.notReady', text, { field: 'model_name', retryAfterSeconds: 1 });
    }
    const { versions } = model.loaded;
    const found = version === '' ? versions.at(-1) : versions.find(({ source }) => source.version === version);
    if (found === undefined) throw unknown(`'${name}' version ${version} is not found`);
    return found;
  }

  metadata(name: string, version: string): ModelMetadata {
    return this.find(name, version).metadata(this.#versionsOf(name).map(({ source }) => source.version));
  }

  /** Of one version, of all versions of a model, or of all models. */
  statistics(name: string, version: string): readonly ModelStatistics[] {
    const chosen =
      name === ''
        ? this.all()
        : version === ''
          ? [this.find(name, ''), ...this.#versionsOf(name)]
          : [this.find(name, version)];
    return [...new Set(chosen)].map((model) => model.statistics());
  }

  /** All versions that are loaded. */
  all(): readonly ModelVersion[] {
    return [...this.#models.keys()].flatMap((name) => this.#versionsOf(name));
  }

  async index(readyOnly: boolean): Promise<readonly ModelIndexEntry[]> {
    const names = new Set([...(await modelNames(this.#folder)), ...this.#models.keys()]);
    const entries = [...names].sort().flatMap((name): ModelIndexEntry[] => {
      const model = this.#models.get(name);
      if (model === undefined) return [{ name }];
      if (model.state === 'READY') {
        return model.loaded.versions.map(({ source, isReady }) => ({
          ...{ name, version: source.version },
          ...(isReady ? { state: 'READY' } : { state: 'UNAVAILABLE', reason: 'its threads died and are started anew' }),
        }));
      }
      return [{ name, state: model.state, ...('reason' in model && { reason: model.reason }) }];
    });
    return readyOnly ? entries.filter(({ state }) => state === 'READY') : entries;
  }

  /**
   * Loads it, or loads it anew: the former versions answer until the new ones can.
   * @param config a configuration as JSON in place of the file
   * @throws Fault `model.notFound`, `model.broken`, `config.invalid`
   */
  load(name: string, config?: string): Promise<void> {
    return this.#change(name, async () => {
      const former = this.#models.get(name);
      const generation = ++this.#generation;
      if (former?.state !== 'READY') this.#models.set(name, { state: 'LOADING' });
      const opened: ModelVersion[] = [];
      try {
        const found = await findModel(this.#folder, name, config);
        for (const { version, path } of found.versions) {
          const source = { name, version, path, config: found.config, generation };
          opened.push(await ModelVersion.open(source, this.#around));
        }
      } catch (thrown) {
        const fault = toFault(thrown);
        await Promise.all(opened.map((version) => version[Symbol.asyncDispose]()));
        if (fault.code === 'model.notFound' && former === undefined) this.#models.delete(name);
        else if (former?.state !== 'READY') this.#models.set(name, { state: 'UNAVAILABLE', reason: fault.message });
        throw fault;
      }
      this.#models.set(name, { state: 'READY', loaded: { versions: opened } });
      this.#around.logger.info({ model: name, versions: opened.map(({ source }) => source.version) }, 'model loaded');
      if (former?.state === 'READY') await dispose(former.loaded);
    });
  }

  /** Requests that were taken are answered first. @throws Fault `model.notFound` */
  unload(name: string): Promise<void> {
    return this.#change(name, async () => {
      const model = this.#models.get(name);
      if (model === undefined) throw new Fault('model.notFound', `failed to unload '${name}': it was never loaded.`);
      this.#wanted.delete(name);
      if (model.state !== 'READY') return;
      this.#models.set(name, { state: 'UNLOADING' });
      await dispose(model.loaded);
      this.#models.set(name, { state: 'UNAVAILABLE', reason: 'unloaded' });
      this.#around.logger.info({ model: name }, 'model unloaded');
    });
  }

  #versionsOf(name: string): readonly ModelVersion[] {
    const model = this.#models.get(name);
    return model?.state === 'READY' ? model.loaded.versions : [];
  }

  #change(name: string, work: () => Promise<void>): Promise<void> {
    const before = this.#changes.get(name) ?? Promise.resolve();
    const change = before.catch(() => undefined).then(work);
    this.#changes.set(name, change);
    const forget = (): void => {
      if (this.#changes.get(name) === change) this.#changes.delete(name);
    };
    change.then(forget, forget);
    return change;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.allSettled(this.#changes.values());
    const loaded = [...this.#models.values()].flatMap((model) => (model.state === 'READY' ? [model.loaded] : []));
    this.#models.clear();
    await Promise.all(loaded.map(dispose));
  }
}

async function dispose({ versions }: Loaded): Promise<void> {
  await Promise.all(versions.map((version) => version[Symbol.asyncDispose]()));
}

function unknown(text: string): Fault {
  return new Fault('model.notFound', `Request for unknown model: ${text}`, { field: 'model_name' });
}
