import { Fault } from '@safelight/core';

/**
 * SQLSTATE: broken connections (08), no room (53), shutting down (57P), time-outs (57014, 25P03, 55P03), and the two by
 * which the database asks for another try (40001, 40P01); then what the network itself says.
 */
const passingCodes =
  /^(08|53|57P|57014|25P03|55P03|40001|40P01|ECONN|ENOTFOUND|ETIMEDOUT|EPIPE|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)/;

/** What `pg` says of connections that are gone; its own errors have no code. */
const passingTexts =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout)/;

/** A fault for what passes by itself: `database.unavailable`. Anything else stays as it was. */
export function faultOfDatabase(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Fault) return error;
  const code = 'code' in error ? String(error.code) : '';
  if (!passingCodes.test(code) && !passingTexts.test(error.message)) return error;
  return new Fault('database.unavailable', 'The database does not answer. Try again in a moment.', {
    cause: error,
    detail: `${code} ${error.message}`.trim(),
  });
}
