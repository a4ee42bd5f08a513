import type { CallContext } from '@safelight/service-kit';
import type { ExportRequest, ExportResponse } from '@safelight/wire';
import type { Context } from '../context.ts';
import { exportDataset } from '../export/export.ts';

/** A message of the stream holds at most this much. */
const partSizeBytes = 1024 * 1024;

/** A data set, file by file, in parts. */
export async function* exportRpc(
  context: Context,
  request: ExportRequest,
  { signal }: Pick<CallContext, 'signal'>,
): AsyncIterable<ExportResponse> {
  let files = 0;
  for await (const { path, data } of exportDataset(context, request)) {
    files += 1;
    for (let from = 0; from === 0 || from < data.byteLength; from += partSizeBytes) {
      signal.throwIfAborted();
      yield { path, data: data.subarray(from, from + partSizeBytes) };
    }
  }
  context.events.exported(request.form, files);
}
