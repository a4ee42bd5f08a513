/** The HTTP bridge of JarvisArt's tools: POST {photo_path, lua_path or xmp_path, task_id} → {status, output_path, task_id}. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { faultCatalogue, toFault, type FaultKind } from '@safelight/core';
import type { Logger } from '@safelight/service-kit';
import fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Work } from './line.ts';

const bodySizeBytesMax = 65_536;
const pathLengthChars = 4_096;
const path = z.string().min(1).max(pathLengthChars);

const request = z
  .object({
    photo_path: path,
    lua_path: path.optional(),
    xmp_path: path.optional(),
    output_dir: path.optional(),
    task_id: z.union([z.string().max(200), z.number()]).optional(),
  })
  .refine(({ lua_path: lua, xmp_path: xmp }) => lua !== undefined || xmp !== undefined, {
    message: 'lua_path or xmp_path is missing.',
  });

const statusOf: Readonly<Record<FaultKind, number>> = {
  invalid: 400,
  notFound: 404,
  unauthenticated: 401,
  forbidden: 403,
  conflict: 409,
  precondition: 412,
  exhausted: 413,
  unavailable: 503,
  deadline: 504,
  canceled: 499,
  internal: 500,
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Bearer token, or the password of basic authentication: clients that only know a URL put it there. */
function isAllowed(header: string | undefined, token: string): boolean {
  const [scheme = '', value = ''] = (header ?? '').split(' ');
  const given =
    scheme.toLowerCase() === 'basic'
      ? Buffer.from(value, 'base64')
          .toString('utf8')
          .replace(/^[^:]*:/, '')
      : value;
  return timingSafeEqual(digest(given), digest(token));
}

export function httpServer(work: Work, token: string, logger: Logger): FastifyInstance {
  const app = fastify({ bodyLimit: bodySizeBytesMax, logger: false });
  app.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) => {
    const status = error.statusCode ?? 500;
    return reply.code(status).send({ status: 'error', message: status < 500 ? error.message : 'Internal error.' });
  });
  app.addHook('onRequest', async (call, reply) => {
    if (call.url === '/health' || isAllowed(call.headers.authorization, token)) return;
    await reply.code(401).header('www-authenticate', 'Basic realm="safelight"').send({
      status: 'error',
      message: 'Send the token: "Authorization: Bearer <token>", or as the password in the URL.',
    });
  });
  app.get('/health', async () => ({ status: 'ok' }));
  // Clients differ in the path they post to.
  app.post('/*', async (call, reply) => {
    const parsed = request.safeParse(call.body);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const message = `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim();
      return reply.code(400).send({ status: 'error', message });
    }
    const { photo_path: photoPath, lua_path: lua, xmp_path: xmp, output_dir: folder, task_id: id } = parsed.data;
    const task = id === undefined ? {} : { task_id: id };
    const gone = new AbortController();
    call.raw.on('close', () => {
      if (!reply.sent && call.raw.destroyed && !call.raw.complete) gone.abort();
    });
    try {
      const files = await work.find({ photoPath, configPath: (lua ?? xmp)!, outputFolder: folder ?? null });
      const { outputPath, warnings } = await work.process(files, gone.signal);
      return { status: 'success', output_path: outputPath, ...task, warnings: warnings.map(({ message }) => message) };
    } catch (thrown) {
      const fault = toFault(thrown);
      logger.info({ code: fault.code, detail: fault.detail }, 'A2L request failed');
      const body = { status: 'error', code: fault.code, message: fault.message, ...task };
      return reply.code(statusOf[faultCatalogue[fault.code].kind]).send(body);
    }
  });
  return app;
}
