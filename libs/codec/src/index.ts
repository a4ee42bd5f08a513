export { decodeAhead, decodePhoto } from './ahead.ts';
export { decodeRgb8 } from './decode.ts';
export { checkDepth, encodeImage, imageFormats } from './encode.ts';
export type { EncodeOptions, ImageFormat } from './encode.ts';
export { inspectPhoto } from './inspect.ts';
export { orient } from './orient.ts';
export { photoFormats } from './photo.ts';
export type { DecodedPhoto, PhotoFormat, PhotoInfo, PhotoMetadata } from './photo.ts';
export { adobeRgbIcc, adobeRgbProfile, sRgbIcc, sRgbProfile, standardSpaces } from './profile/standard.ts';
