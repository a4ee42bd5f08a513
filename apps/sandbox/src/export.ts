/** What an exported file carries beside its pixels, and the space that these are in. */
import { sRgbIcc, standardSpaces, type EncodeOptions } from '@safelight/codec';
import { Fault, type ForeignProperty, type Problem, type RgbProfile } from '@safelight/core';
import type { OutputSpec } from '@safelight/wire';
import { readXmp, writeSidecar } from '@safelight/xmp';
import type { Developed } from './develop.ts';
import type { DevelopablePhoto } from './photos.ts';

const namespaces = {
  crs: 'http://ns.adobe.com/camera-raw-settings/1.0/',
  exif: 'http://ns.adobe.com/exif/1.0/',
} as const;

/** A raw photo has no space of its own to be written in: the camera's colours are no space of an output. */
export function spaceOf(
  { colorSpace, keepMetadata }: Pick<OutputSpec, 'colorSpace' | 'keepMetadata'>,
  photo: Pick<DevelopablePhoto, 'kind' | 'profile' | 'metadata'>,
): { readonly profile: RgbProfile; readonly icc: Uint8Array } {
  const chosen = colorSpace ?? (keepMetadata ? 'photo' : 'srgb');
  if (chosen !== 'photo') return standardSpaces[chosen];
  if (photo.kind === 'raw') return standardSpaces.srgb;
  return { profile: photo.profile, icc: photo.metadata.icc ?? sRgbIcc };
}

export interface Blocks {
  readonly metadata: NonNullable<EncodeOptions['metadata']>;
  /** What of the photo's own could not be carried. */
  readonly problems: readonly Problem[];
}

/** The photo's own EXIF and IPTC, and an XMP packet of the recipe as already applied with the photo's other properties. */
export function metadataOf({ photo, recipe }: Developed, keepGps: boolean): Blocks {
  const { foreign: carried, problems } = carriedProperties(photo);
  const own = new Set(recipe.foreign.map(keyOf));
  const foreign = [...recipe.foreign, ...carried.filter((property) => !own.has(keyOf(property)))].filter(
    (property) => keepGps || !tellsPlace(property),
  );
  const xmp = Buffer.from(writeSidecar({ ...recipe, foreign }, { photoKind: photo.kind, alreadyApplied: true }));
  const { exif, iptc } = photo.metadata;
  return {
    metadata: { xmp, ...(exif === undefined ? {} : { exif }), ...(iptc === undefined ? {} : { iptc }) },
    problems,
  };
}

const keyOf = ({ uri, name }: ForeignProperty): string => `${uri} ${name}`;
const tellsPlace = ({ uri, name }: ForeignProperty): boolean => uri === namespaces.exif && name.startsWith('GPS');

/** What the photo's XMP says beside how it was developed before. */
function carriedProperties({ metadata, kind }: DevelopablePhoto): {
  readonly foreign: readonly ForeignProperty[];
  readonly problems: readonly Problem[];
} {
  const { xmp } = metadata;
  if (xmp === undefined) return { foreign: [], problems: [] };
  try {
    const { recipe } = readXmp(new TextDecoder().decode(xmp), { photoKind: kind });
    return { foreign: recipe.foreign.filter(({ uri }) => uri !== namespaces.crs), problems: [] };
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    const message = `The photo's own XMP is not carried: ${thrown.message}`;
    return { foreign: [], problems: [{ code: 'xmp.invalid', field: 'photo', message }] };
  }
}
