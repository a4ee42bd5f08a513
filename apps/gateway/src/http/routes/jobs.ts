import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { cancelJob, getJob, listJobs, waitForJob } from '../../editing/jobs.ts';
import { nextPageToken, pageQuery } from '../pages.ts';
import { preferHeaders, preferredWaitMs, tellWaited } from '../prefer.ts';
import { problems } from '../replies.ts';
import { signalOf } from '../signal.ts';
import type { HttpApp } from '../types.ts';
import { jobJson, jobKinds, jobSchema, jobStateSchema } from './jobJson.ts';

const jobParams = z.object({ jobId: z.string().max(64) });

/** Waits as the caller prefers; tells whether the job has ended. */
export async function waitAsPreferred(request: FastifyRequest, reply: FastifyReply, jobId: string): Promise<boolean> {
  const waitMs = preferredWaitMs(request);
  const ended = await waitForJob(request.caller, jobId, waitMs, signalOf(reply));
  if (ended && waitMs > 0) tellWaited(reply, waitMs);
  return ended;
}

export function jobRoutes(app: HttpApp): void {
  app.route({
    method: 'GET',
    url: '/v1/jobs',
    config: { scope: 'read' },
    schema: {
      operationId: 'listJobs',
      summary: 'Edits, renders and batches, newest first.',
      querystring: pageQuery.extend({ kind: z.enum(jobKinds).optional(), state: jobStateSchema.optional() }),
      response: { 200: z.object({ jobs: z.array(jobSchema), nextPageToken }).meta({ id: 'JobPage' }), ...problems },
    },
    handler: async ({ query, caller }) => {
      const { rows, ...page } = await listJobs(caller, query);
      return { jobs: rows.map(jobJson), ...page };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/jobs/:jobId',
    config: { scope: 'read' },
    schema: {
      operationId: 'getJob',
      summary: 'How far a job is; its own address tells what it made.',
      params: jobParams,
      headers: preferHeaders,
      response: { 200: jobSchema, ...problems },
    },
    handler: async (request, reply) => {
      await waitAsPreferred(request, reply, request.params.jobId);
      return jobJson(await getJob(request.caller, request.params.jobId));
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/jobs/:jobId/cancel',
    // Canceling twice is canceling once.
    config: { scope: 'edit', idempotent: false },
    schema: {
      operationId: 'cancelJob',
      summary: 'Stop a job. What it made so far is kept; one that has ended stays as it is.',
      params: jobParams,
      headers: preferHeaders,
      response: { 200: jobSchema, ...problems },
    },
    handler: async (request, reply) => {
      const { jobId } = request.params;
      await cancelJob(request.caller, jobId);
      await waitAsPreferred(request, reply, jobId);
      return jobJson(await getJob(request.caller, jobId));
    },
  });
}
