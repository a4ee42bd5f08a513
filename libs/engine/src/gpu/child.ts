/** The process that holds the graphics device: a driver that hangs or crashes takes only this process with it. */
import { readSync, writeSync } from 'node:fs';
import { findAdapter } from './adapter.ts';
import { pipeDescriptor, type AdapterRequest, type Command, type Report } from './protocol.ts';
import { Runner } from './runner.ts';

/** Resolves when the channel has taken the report, so that blocking on the pipe cannot hold it back. */
function report(message: Report): Promise<void> {
  return new Promise((resolve) => process.send!(message, () => resolve()));
}

async function fail(error: unknown): Promise<never> {
  await report({ type: 'failed', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  process.exit(1);
}

function readBytes(into: Uint8Array): void {
  for (let done = 0; done < into.length;) {
    const count = readSync(pipeDescriptor, into, done, into.length - done, null);
    if (count === 0) process.exit(0);
    done += count;
  }
}

function writeBytes(bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(pipeDescriptor, bytes, done, bytes.length - done);
}

// The engine has gone.
process.on('disconnect', () => process.exit(0));

const found = await findAdapter(JSON.parse(process.argv[2]!) as AdapterRequest);
if ('reason' in found) {
  await report({ type: 'refused', reason: found.reason });
  process.exit(0);
}
const device = await found.adapter.requestDevice();
let lost = false;
void device.lost.then(({ message }) => {
  lost = true;
  return fail(new Error(`The graphics device was lost: ${message}`));
});
device.addEventListener('uncapturederror', ({ error }) => void fail(new Error(error.message)));
const runner = new Runner(device, readBytes);

/** Commands one after the other; a batch's bytes are awaited apart, so that the device has work meanwhile. */
let commands: Promise<void> = Promise.resolve();
let answers: Promise<void> = Promise.resolve();

async function execute(command: Command): Promise<void> {
  switch (command.type) {
    case 'buffer':
      return runner.create(command);
    case 'fill':
      return runner.fill(command);
    case 'release':
      return runner.release(command.ids);
    case 'kernel':
      await runner.compile(command);
      return report({ type: 'compiled' });
    case 'forget':
      return runner.forget(command.key);
    case 'batch': {
      const finish = await runner.submit(command.batch);
      answers = answers.then(async () => {
        const { pieces, release } = await finish();
        await report({ type: 'done', id: command.batch.id });
        for (const piece of pieces) writeBytes(piece);
        release();
      });
      answers.catch((error: unknown) => (lost ? undefined : fail(error)));
    }
  }
}

process.on('message', (command: Command) => {
  commands = commands.then(() => execute(command));
  commands.catch((error: unknown) => (lost ? undefined : fail(error)));
});
await report({ type: 'open', adapter: found.name });
