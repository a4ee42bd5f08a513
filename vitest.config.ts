import { readdirSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const rooms = [
  ...['apps', 'libs'].flatMap((parent) => readdirSync(parent).map((name) => ({ name, root: `${parent}/${name}` }))),
  { name: 'bench', root: 'bench' },
];

export default defineConfig({
  test: {
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
