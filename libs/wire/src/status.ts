/**
 * Faults as google.rpc.Status (https://google.aip.dev/193), which client libraries of every language read:
 *
 * - ErrorInfo: the fault's code as reason, domain `safelight`, and as metadata whether the same request can succeed later
 *   (`retryable`), the field to blame (`field`), how many problems there are (`problems`) and values that would do in
 *   the place of bad ones (`fix-0` …, as JSON);
 * - BadRequest: the problems, or the one field;
 * - RetryInfo: when to try again, where that helps.
 *
 * Nothing of a fault that may leave the process is lost: services of Safelight read the same message.
 */
import { Fault, isFaultCode } from '@safelight/core';
import type { FaultCode, Problem } from '@safelight/core';
import type { Any } from '../generated/google/protobuf/any.ts';
import { BadRequest, ErrorInfo, RetryInfo } from '../generated/google/rpc/error_details.ts';
import { Status } from '../generated/google/rpc/status.ts';

const domain = 'safelight';
/**
 * Peers limit all trailers together, the strictest to 8 KiB; in base64 this is four thirds of it, beside the message. Of a
 * long list the first entries tell what to mend.
 */
const problemsSizeBytesMax = 3_000;
/** For faults that time heals but that do not say when. */
const defaultRetrySeconds = 1;
const textLengthMax = 1_000;

const typePrefix = 'type.googleapis.com/google.rpc.';

export interface StatusFault {
  readonly code: FaultCode;
  readonly message: string;
  readonly field?: string | undefined;
  readonly problems: readonly Problem[];
  readonly retryable: boolean;
  readonly retryAfterSeconds?: number | undefined;
}

/** @param status the number of the gRPC status that the details come with */
export function encodeStatus(fault: StatusFault, status: number): Uint8Array {
  const { code, field, problems, retryable, retryAfterSeconds } = fault;
  const message = wellFormed(fault.message);
  const told = fitting(problems);
  const metadata: Record<string, string> = { retryable: String(retryable) };
  if (field !== undefined) metadata['field'] = wellFormed(field);
  if (problems.length > 0) metadata['problems'] = String(problems.length);
  if (retryAfterSeconds !== undefined) metadata['retryAfterSeconds'] = String(retryAfterSeconds);
  for (const [index, { fix }] of told.entries()) {
    if (fix !== undefined) metadata[`fix-${index}`] = JSON.stringify(fix);
  }
  const violations =
    problems.length === 0 && field !== undefined ? [violation({ code, field, message })] : told.map(violation);
  const details = [pack('ErrorInfo', ErrorInfo, { reason: code, domain, metadata })];
  if (violations.length > 0) details.push(pack('BadRequest', BadRequest, { fieldViolations: violations }));
  if (retryable || retryAfterSeconds !== undefined) {
    details.push(pack('RetryInfo', RetryInfo, { retryDelay: durationOf(retryAfterSeconds ?? defaultRetrySeconds) }));
  }
  return Status.encode({ code: status, message, details }).finish();
}

/**
 * Null when the details are not those of a Safelight service: what comes from a proxy or from somebody else's server is no
 * reason to fail otherwise than by its status.
 */
export function decodeStatus(bytes: Uint8Array, cause: unknown): Fault | null {
  try {
    const { message, details } = Status.decode(bytes);
    const info = unpack(details, 'ErrorInfo', ErrorInfo);
    if (info?.domain !== domain || !isFaultCode(info.reason)) return null;
    const { field, problems: countOfAll, retryAfterSeconds } = info.metadata;
    const violations = unpack(details, 'BadRequest', BadRequest)?.fieldViolations ?? [];
    return new Fault(info.reason, message, {
      ...(field === undefined ? {} : { field }),
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds: Number(retryAfterSeconds) }),
      problems: countOfAll === undefined ? [] : violations.flatMap((one, index) => problemOf(one, info, index)),
      cause,
    });
  } catch {
    return null;
  }
}

type Violation = BadRequest['fieldViolations'][number];

function violation({ code, field, message }: Problem): Violation {
  return { field: wellFormed(field), description: wellFormed(message), reason: code, localizedMessage: undefined };
}

/** None for a code that this version does not know. */
function problemOf(
  { reason: code, field, description: message }: Violation,
  info: ErrorInfo,
  index: number,
): Problem[] {
  if (!isFaultCode(code)) return [];
  const fix = info.metadata[`fix-${index}`];
  return [{ code, field, message, ...(fix === undefined ? {} : { fix: fixOf(fix) }) }];
}

function fixOf(text: string): NonNullable<Problem['fix']> {
  const value: unknown = JSON.parse(text);
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}

/** As many of the first as fit. */
function fitting(problems: readonly Problem[]): readonly Problem[] {
  let left = problemsSizeBytesMax;
  const end = problems.findIndex(({ code, field, message, fix }) => {
    left -= Buffer.byteLength(code + field + message + String(fix ?? '')) + 16;
    return left < 0;
  });
  return end < 0 ? problems : problems.slice(0, end);
}

/** Half of a surrogate pair, from an instruction that was cut, would make the encoder throw. */
function wellFormed(text: string): string {
  const cut = text.length > textLengthMax ? `${text.slice(0, textLengthMax - 1)}…` : text;
  return cut.toWellFormed();
}

function durationOf(seconds: number): { readonly seconds: bigint; readonly nanos: number } {
  const whole = Math.floor(seconds);
  return { seconds: BigInt(whole), nanos: Math.round((seconds - whole) * 1e9) };
}

interface Detail<M> {
  encode(message: M): { finish(): Uint8Array };
  decode(bytes: Uint8Array): M;
}

function pack<M>(name: string, type: Detail<M>, message: M): Any {
  return { typeUrl: `${typePrefix}${name}`, value: Buffer.from(type.encode(message).finish()) };
}

function unpack<M>(details: readonly Any[], name: string, type: Detail<M>): M | undefined {
  const packed = details.find(({ typeUrl }) => typeUrl === `${typePrefix}${name}`);
  return packed === undefined ? undefined : type.decode(packed.value);
}
