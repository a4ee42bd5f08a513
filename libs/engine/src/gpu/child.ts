/** The process that holds the graphics device: a driver that hangs or crashes takes only this process with it. */
import { findAdapter } from './adapter.ts';
import { readBytes, writeBytes } from './exchange.ts';
import { exchangeDescriptor, type AdapterRequest, type Command, type Report } from './protocol.ts';
import { Runner } from './runner.ts';

/** Resolves when the channel has taken the report. */
function report(message: Report): Promise<void> {
  return new Promise((resolve) => process.send!(message, () => resolve()));
}

async function fail(error: unknown): Promise<never> {
  await report({ type: 'failed', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  process.exit(1);
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
const runner = new Runner(device, (into, at) => readBytes(exchangeDescriptor, into, at));

/** Commands one after the other; a batch's end is awaited apart, so that the device has work meanwhile. */
let commands: Promise<void> = Promise.resolve();
let answers: Promise<void> = Promise.resolve();

async function execute(command: Command): Promise<void> {
  switch (command.type) {
    case 'buffer':
      return runner.create(command);
    case 'fill':
      runner.fill(command);
      return report({ type: 'done', number: command.number });
    case 'release':
      return runner.release(command.ids);
    case 'kernel':
      await runner.compile(command);
      return report({ type: 'done', number: command.number });
    case 'forget':
      return runner.forget(command.key);
    case 'batch': {
      const finish = await runner.submit(command.batch);
      answers = answers.then(async () => {
        const { pieces, release } = await finish();
        let { at } = command.batch;
        for (const piece of pieces) {
          writeBytes(exchangeDescriptor, piece, at);
          at += piece.length;
        }
        release();
        await report({ type: 'done', number: command.number });
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
