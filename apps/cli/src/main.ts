import { fail } from './failure.ts';
import { program } from './program.ts';

try {
  await program().parseAsync(process.argv);
} catch (thrown) {
  fail(thrown);
}
