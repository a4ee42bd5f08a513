/**
 * Keeps secrets out of texts, above all of log lines: by the name of the field that holds one, at any depth, and by its
 * shape, wherever it stands. It is the last net; what holds a secret is a `Secret` of `@safelight/core` before that.
 */

export const censored = '[redacted]';

/** Ends of field names, in lower case without `-` and `_`. Numbers under such a name (a fencing token, a count) stay. */
const secretNames =
  /(?:authorization|apikey|secret|token|password|passwd|passphrase|cookie|privatekey|accesskey|credentials?)$/;

const isSecretName = (name: string): boolean => secretNames.test(name.replace(/[-_]/g, '').toLowerCase());

interface Shape {
  readonly pattern: RegExp;
  readonly replacement: string;
}

/** All lengths are bounded, so that a long line costs no more than its length. */
const shapes: readonly Shape[] = [
  // Keys of this API and secrets of its webhooks; the short beginning by which people tell keys apart may be shown.
  { pattern: /\b(slk|whsec)_[\w+/=-]{16,}/g, replacement: `$1_${censored}` },
  { pattern: /\b(Bearer|Basic) +[\w.~+/=-]{8,}/gi, replacement: `$1 ${censored}` },
  // postgres://user:password@host, up to the last @ before the path.
  { pattern: /(:\/\/[^\s/:@"']{0,256}):[^\s/"']{1,1024}@/g, replacement: `$1:${censored}@` },
  // NAME=value of environments, connection strings and queries, presigned ones of S3 among them.
  {
    pattern:
      /\b([\w-]{0,32}(?:token|secret|password|passwd|pwd|api[_-]?key|access[_-]?key|signature|x-amz-credential))=[^\s,;&"']{1,4096}/gi,
    replacement: `$1=${censored}`,
  },
  // Keys of model servers, and web tokens.
  { pattern: /\bsk-[\w-]{20,512}/g, replacement: `sk-${censored}` },
  { pattern: /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*/g, replacement: censored },
  { pattern: /-----BEGIN ([A-Z ]{0,32}PRIVATE KEY)-----[^-]{1,16384}(?:-----END \1-----)?/g, replacement: censored },
];

/** The text without what looks like a secret. */
export function redactText(text: string): string {
  return shapes.reduce((rest, { pattern, replacement }) => rest.replace(pattern, replacement), text);
}

/** Most lines hold nothing of the kind: for them one look is all that this costs. */
const suspicious =
  /authorization|api[-_]?key|secret|token|passw|passphrase|pwd=|cookie|private[-_ ]?key|access[-_]?key|credential|signature=|slk_|whsec_|bearer|basic |sk-|eyJ|:\/\/[^\s/@"]*@/i;

/** A log line (one JSON object) without secrets. */
export function redactLine(line: string): string {
  if (!suspicious.test(line)) return line;
  try {
    return `${JSON.stringify(JSON.parse(line), redactField)}\n`;
  } catch {
    // A serializer of somebody else's that writes no JSON must not cost the line.
    return redactText(line);
  }
}

function redactField(name: string, value: unknown): unknown {
  const isText = typeof value === 'string';
  if ((isText || (typeof value === 'object' && value !== null)) && isSecretName(name)) return censored;
  return isText ? redactText(value) : value;
}
