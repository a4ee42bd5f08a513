/** Which variables an app's configuration knows: the keys of its schemas, read from its own source. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './config.ts';

const configOf = (app: string): string => join(root, 'apps', app, 'src/config');

/** Names that stand in the source, and those of the shared sets that are spread into it. */
export async function knownVariables(app: string): Promise<ReadonlySet<string>> {
  const folder = configOf(app);
  const files = (await readdir(folder)).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const sources = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  const names = await Promise.all(sources.map(namesIn));
  return new Set(names.flat());
}

async function namesIn(source: string): Promise<readonly string[]> {
  const own = [...source.matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(([, name]) => name!);
  const prefix = /^const prefix = '([A-Z_]+)';/m.exec(source)?.[1];
  const shared = [...source.matchAll(/^import \{([^}]+)\} from '(@safelight\/[^']+variables)';/gm)].map(
    async ([, imported, specifier]) => {
      const module = (await import(/* @vite-ignore */ specifier!)) as Readonly<Record<string, unknown>>;
      const sets = imported!
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name.endsWith('Variables'));
      return sets.flatMap((name) => {
        const set = module[name];
        return Object.keys((typeof set === 'function' ? set(prefix) : set) as object);
      });
    },
  );
  return [...own, ...(await Promise.all(shared)).flat()];
}

type ReadEnv = (environment: NodeJS.ProcessEnv) => Readonly<Record<string, unknown>>;

/** The app's own readers of its environment. */
export async function readersOf(
  app: string,
): Promise<{ readonly readEnv: ReadEnv; readonly readMigrationEnv?: ReadEnv }> {
  // By its path: an app is nobody's library, and exports no configuration.
  return import(/* @vite-ignore */ pathToFileURL(join(configOf(app), 'env.ts')).href);
}
