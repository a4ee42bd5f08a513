import { Fault, defaultTurnOptions, emptyRecipe } from '@safelight/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as pb from '../generated/safelight/editing/v1/job.ts';
import * as contracts from './index.ts';
import type { Method, ServiceContract } from './index.ts';

const { accountContract, defaultOutput, editingContract, evaluationContract, jobContract } = contracts;

const isContract = (one: unknown): one is ServiceContract =>
  typeof one === 'object' && one !== null && 'methods' in one && 'service' in one;
const methods = Object.values(contracts).flatMap((one) =>
  isContract(one) ? Object.values<Method<unknown, unknown>>(one.methods) : [],
);

function faultOf(work: () => unknown): Fault {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown;
    throw thrown;
  }
  throw new Error('Nothing was refused.');
}

/** Bytes that look like messages: short fields with small numbers, some of them nested. */
const field = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.uint8Array({ maxLength: 6 })).map(([number, bytes]) => {
  const isVarint = bytes.length === 1 && (bytes[0] ?? 0) < 128;
  return isVarint ? [number << 3, bytes[0] ?? 0] : [(number << 3) | 2, bytes.length, ...bytes];
});
const wire = fc.array(field, { maxLength: 5 }).map((fields) => Uint8Array.from(fields.flat()));

describe('every contract', () => {
  it('refuses bytes with a fault, or takes them for something that comes back as it is', () => {
    fc.assert(
      fc.property(wire, fc.constantFrom(...methods), (bytes, method) => {
        let request: unknown;
        try {
          request = method.decodeRequest(bytes);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(Fault);
          return;
        }
        expect(method.decodeRequest(method.encodeRequest(request))).toEqual(request);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('a request', () => {
  const { createEdit, listJobs } = jobContract.methods;
  const edit = {
    ...{ photo: { id: 'pho_1' }, retention: { noStore: false }, instruction: 'warmer', base: {} },
    ...{ options: defaultTurnOptions, outputs: [defaultOutput] },
  };

  it('comes back as it was, with what was left out still left out', () => {
    const base = { recipe: { ...emptyRecipe, settings: { exposure: 1 } }, presetId: 'pre_1' };
    for (const sent of [edit, { ...edit, base, photo: { data: new Uint8Array([1]), fileName: 'x' }, waitSeconds: 3 }]) {
      const back = createEdit.decodeRequest(createEdit.encodeRequest(sent));
      expect({ ...back, photo: { ...back.photo } }).toEqual({
        ...sent,
        photo: 'data' in sent.photo ? { ...sent.photo, data: Buffer.from([1]) } : sent.photo,
      });
    }
  });

  it('that says nothing gets the defaults', () => {
    expect(listJobs.decodeRequest(new Uint8Array())).toEqual({ pageSize: 50 });
    expect(jobContract.methods.createRender.decodeRequest(new Uint8Array())).toEqual({
      base: {},
      output: defaultOutput,
    });
    const { overlapSeconds } = accountContract.methods.rotateKey.decodeRequest(new Uint8Array([10, 1, 97]));
    expect(overlapSeconds).toBe(24 * 60 * 60);
  });

  it.each([
    ['outputs[1].quality', { outputs: [defaultOutput, { ...defaultOutput, quality: 101 }] }],
    ['outputs[0].bitsPerChannel', { outputs: [{ ...defaultOutput, bitsPerChannel: 16 as const }] }],
    ['options.candidates', { options: { ...defaultTurnOptions, candidates: 99 } }],
    ['base.presetId', { base: { presetId: '' } }],
    ['waitSeconds', { waitSeconds: 61 }],
  ])('is refused by the name of the bad field: %s', (name, bad) => {
    const bytes = createEdit.encodeRequest({ ...edit, ...bad });
    expect(faultOf(() => createEdit.decodeRequest(bytes)).field).toBe(name);
  });

  it('must say which of its forms it is', () => {
    expect(faultOf(() => createEdit.decodeRequest(new Uint8Array())).field).toBe('photo');
    const { changeRecipe, createSession } = editingContract.methods;
    expect(faultOf(() => changeRecipe.decodeRequest(new Uint8Array([10, 1, 97]))).field).toBe('change');
    expect(faultOf(() => createSession.decodeRequest(new Uint8Array())).field).toBe('photoId');
    const { createEvaluationBatch } = evaluationContract.methods;
    expect(faultOf(() => createEvaluationBatch.decodeRequest(new Uint8Array())).field).toBe('items');
  });

  it('with a value that this version does not know is refused, never skipped', () => {
    const known = pb.ListJobsRequest.encode(pb.ListJobsRequest.create({ kind: pb.JobKind.JOB_KIND_EDIT })).finish();
    expect(listJobs.decodeRequest(known).kind).toBe('edit');
    expect(faultOf(() => listJobs.decodeRequest(Uint8Array.from([known[0]!, 99]))).code).toBe('request.invalid');
  });
});
