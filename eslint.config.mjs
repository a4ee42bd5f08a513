import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

// The dependency rule of docs/architecture.md: core ← libs ← apps ← local (the fleet) ← cli, bench.
const boundaries = [
  { sourceTag: 'type:core', onlyDependOnLibsWithTags: ['type:core'] },
  { sourceTag: 'type:lib', onlyDependOnLibsWithTags: ['type:core', 'type:lib'] },
  { sourceTag: 'type:app', onlyDependOnLibsWithTags: ['type:core', 'type:lib'] },
  { sourceTag: 'type:fleet', onlyDependOnLibsWithTags: ['type:core', 'type:lib', 'type:app'] },
  { sourceTag: 'type:cli', onlyDependOnLibsWithTags: ['type:core', 'type:lib', 'type:fleet'] },
  { sourceTag: 'type:bench', onlyDependOnLibsWithTags: ['type:core', 'type:lib', 'type:fleet'] },
];

export default tseslint.config(
  { ignores: ['**/node_modules', 'libs/wire/generated', 'libs/client/generated', '.nx', '.cache', 'out'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': ['error', { depConstraints: boundaries, enforceBuildableLibDependency: false }],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['@safelight/*/src/*'], message: 'Import the package, not its insides.' },
            {
              group: ['**/wire/generated/**', '**/generated/safelight/**'],
              message: 'Only libs/wire reads generated code.',
            },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Worker']",
          message: 'Start threads with startThread of @safelight/core.',
        },
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      // Promise.withResolvers<void>() is how a test waits for a moment.
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'off',
    },
  },
  // The one door to threads, and the test that shows why there is one.
  { files: ['libs/core/src/thread.ts', 'libs/core/tests/threads.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['libs/wire/src/**/*.ts'], rules: { 'no-restricted-imports': 'off' } },
  // The report's inline script runs in a browser.
  { files: ['libs/report/src/*.js'], languageOptions: { globals: { document: 'readonly' } } },
  { files: ['**/*.mjs'], languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } } },
);
