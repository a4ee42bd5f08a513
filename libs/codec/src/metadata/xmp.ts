/** What has to change in an XMP packet when its picture was turned upright and perhaps cropped. */

/**
 * Readers such as Lightroom trust the packet over EXIF, so a stale orientation or size there would turn the upright
 * picture again. Only the text of those values changes.
 */
export function finishXmp(xmp: Uint8Array | string, width: number, height: number): string {
  const text = typeof xmp === 'string' ? xmp : new TextDecoder().decode(xmp);
  const values: readonly (readonly [name: string, value: number])[] = [
    ['tiff:Orientation', 1],
    ['tiff:ImageWidth', width],
    ['tiff:ImageLength', height],
    ['exif:PixelXDimension', width],
    ['exif:PixelYDimension', height],
  ];
  const replaced = values.reduce(
    (current, [name, value]) =>
      current
        .replace(new RegExp(`(\\s${name}\\s*=\\s*["'])\\s*\\d+\\s*(["'])`, 'g'), `$1${value}$2`)
        .replace(new RegExp(`(<${name}>)\\s*\\d+\\s*(</${name}>)`, 'g'), `$1${value}$2`),
    text,
  );
  // Points to segments of the source file (depth maps and the like) that are not carried over.
  return replaced.replace(/\sxmpNote:HasExtendedXMP\s*=\s*(["'])[0-9A-Fa-f]{32}\1/g, '');
}

/** The packet without the place where the photo was taken (`exif:GPS…`), as attribute, element or structure. */
export function xmpWithoutPlace(xmp: Uint8Array | string): string {
  const text = typeof xmp === 'string' ? xmp : new TextDecoder().decode(xmp);
  return text
    .replace(/\sexif:GPS\w+\s*=\s*("[^"]*"|'[^']*')/g, '')
    .replace(/<exif:GPS(\w+)(?:\s[^>]*)?(?:\/>|>[^]*?<\/exif:GPS\1\s*>)/g, '');
}

/** The packet with the wrapper that readers which scan a file look for (XMP part 1, 7.3); one that has it stays. */
export function wrapXmp(xmp: string): string {
  if (xmp.includes('<?xpacket')) return xmp;
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n${xmp}\n<?xpacket end="w"?>`;
}
