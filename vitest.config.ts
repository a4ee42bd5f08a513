import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const rooms = [
  ...['apps', 'libs'].flatMap((parent) => readdirSync(parent).map((name) => ({ name, root: `${parent}/${name}` }))),
  { name: 'bench', root: 'bench' },
  { name: 'deploy', root: 'deploy' },
];

export default defineConfig({
  test: {
    // Vitest leaves one core to itself; most tests of services wait for their processes anyway.
    maxWorkers: availableParallelism(),
    // Shares real servers between the tests of a run; starts none until a test asks.
    globalSetup: `${import.meta.dirname}/libs/testbed/src/run/setup.ts`,
    projects: rooms.map(({ name, root }) => ({
      test: {
        name,
        root,
        include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
        setupFiles: [`${import.meta.dirname}/vitest.setup.ts`],
        // Tests read plain text; continuous integration asks for colours even where no terminal is.
        env: { NO_COLOR: '1' },
        testTimeout: 60_000,
        hookTimeout: 60_000,
      },
    })),
  },
});
