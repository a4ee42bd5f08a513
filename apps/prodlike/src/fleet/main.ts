import { toFault } from '@safelight/core';
import { program } from './program.ts';

try {
  await program().parseAsync();
} catch (thrown) {
  const fault = toFault(thrown);
  process.stderr.write(`fleet: ${fault.message}\n`);
  process.exitCode = 1;
}
