/** The .cube format (Adobe, "Cube LUT Specification 1.0", 2013). */

/** Text of a table of 16-bit codes, interleaved, red fastest. */
export function cubeText(codes: ArrayLike<number>, size: number, title: string): string {
  const lines = [
    // A title stands in quotes on one line; what would end it is left out.
    `TITLE "${title.replace(/["\p{Cc}]/gu, '')}"`,
    `LUT_3D_SIZE ${size}`,
    'DOMAIN_MIN 0.0 0.0 0.0',
    'DOMAIN_MAX 1.0 1.0 1.0',
  ];
  const number = (at: number): string => (codes[at]! / 65_535).toFixed(6);
  for (let at = 0; at < size ** 3 * 3; at += 3) lines.push(`${number(at)} ${number(at + 1)} ${number(at + 2)}`);
  return `${lines.join('\n')}\n`;
}
