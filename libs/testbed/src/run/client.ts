import { request } from 'node:http';
import { Fault } from '@safelight/core';

const timeoutMs = 120_000;

/** Asks a host (`serveHost`) over its socket; undefined when no host listens there. */
export function askHost<T>(
  socketPath: string,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const question = request({ socketPath, method, path, timeout: timeoutMs }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.once('error', reject);
      response.once('end', () => {
        const body = JSON.parse(text) as T & { readonly message?: string };
        if (response.statusCode === 200) resolve(body);
        else reject(new Fault('service.unavailable', body.message ?? text));
      });
    });
    question.once('timeout', () => question.destroy(new Fault('service.unavailable', `No answer to ${path} in time.`)));
    question.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' || error.code === 'ECONNREFUSED' ? resolve(undefined) : reject(error),
    );
    question.end();
  });
}
