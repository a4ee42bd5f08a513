import { enableCompileCache } from 'node:module';

// Node keeps what it stripped and compiled: the next start is twice as fast. It must be on before anything is imported.
enableCompileCache();
const [{ fail }, { program }] = await Promise.all([import('./failure.ts'), import('./program.ts')]);

try {
  await program().parseAsync(process.argv);
} catch (thrown) {
  fail(thrown);
}
