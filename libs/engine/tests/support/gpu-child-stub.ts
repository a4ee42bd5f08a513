/**
 * Speaks the protocol of the engine's graphics process without a graphics adapter: every picture is black. A picture
 * 13 pixels wide never ends, at one 17 pixels wide the process crashes, and one 21 pixels wide cannot be computed.
 */
import { writeBytes } from '../../src/gpu/exchange.ts';
import { exchangeDescriptor, type Command, type Report } from '../../src/gpu/protocol.ts';

const bytesOfRow = (width: number): number => Math.ceil(width / 4) * 12;
const report = (message: Report): Promise<void> => new Promise((resolve) => process.send!(message, () => resolve()));

process.on('disconnect', () => process.exit(0));
process.on('message', async (command: Command) => {
  if (!('number' in command)) return;
  if (command.type === 'batch') {
    const { reads, at } = command.batch;
    const sizeBytes = reads.reduce((sum, read) => sum + read.sizeBytes, 0);
    while (sizeBytes === bytesOfRow(13));
    if (sizeBytes === bytesOfRow(17)) process.kill(process.pid, 'SIGSEGV');
    if (sizeBytes === bytesOfRow(21)) return report({ type: 'failed', detail: 'A kernel does not compile.' });
    writeBytes(exchangeDescriptor, new Uint8Array(sizeBytes), at);
  }
  await report({ type: 'done', number: command.number });
});
const refusal = process.env['GPU_STUB_REFUSAL'];
await report(refusal === undefined ? { type: 'open', adapter: 'a stub' } : { type: 'refused', reason: refusal });
