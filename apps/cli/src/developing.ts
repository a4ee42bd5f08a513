/** Where photos are developed: in this process, or on a server. */
import type { ConvertRequest, OutputSpec } from '@safelight/wire';
import type { RenderedPhoto } from './rendering.ts';
import type { Server } from './remote/server.ts';

export interface PhotoFile {
  readonly path: string;
  readonly data: Uint8Array<ArrayBuffer>;
}

export type Develop = (photo: PhotoFile, input: ConvertRequest['input'], spec: OutputSpec) => Promise<RenderedPhoto>;

/** Runs work that develops photos. What is not needed is not loaded. */
export async function developing<T>(server: Server | null, work: (develop: Develop) => Promise<T>): Promise<T> {
  if (server === null) {
    const [{ withSandbox }, { renderPhoto }] = await Promise.all([import('./sandbox.ts'), import('./rendering.ts')]);
    return withSandbox((sandbox) => work(({ data }, input, spec) => renderPhoto(sandbox, data, input, spec)));
  }
  const [{ interruption, withApi }, { renderOnServer }] = await Promise.all([
    import('./remote/api.ts'),
    import('./remote/developing.ts'),
  ]);
  return withApi(server, interruption(), (api) =>
    work((photo, input, spec) => renderOnServer(api, photo, input, spec)),
  );
}
