/** Numbers as WGSL text. */

/** The shortest decimal that reads back as this single-precision number; it must be finite. */
export function floatLiteral(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`WGSL has no literal for ${value}.`);
  const magnitude = Math.abs(value);
  let text = String(magnitude);
  for (let digits = 1; digits <= 9; digits++) {
    const candidate = Number(magnitude.toPrecision(digits));
    if (Math.fround(candidate) !== magnitude) continue;
    text = String(candidate);
    break;
  }
  return value < 0 || Object.is(value, -0) ? `(-${text}f)` : `${text}f`;
}

/** A two's complement number; the lowest one has no literal of its own. */
export function intLiteral(value: number): string {
  if (value === -2147483648) return 'bitcast<i32>(0x80000000u)';
  return value < 0 ? `(${value}i)` : `${value}i`;
}

const scratch = new DataView(new ArrayBuffer(4));

export function bitsOf(value: number): number {
  scratch.setFloat32(0, value);
  return scratch.getUint32(0);
}
