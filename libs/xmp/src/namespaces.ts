export const rdfUri = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
export const metaUri = 'adobe:ns:meta/';
export const photoshopUri = 'http://ns.adobe.com/photoshop/1.0/';
export const xmlUri = 'http://www.w3.org/XML/1998/namespace';
export const xmlnsUri = 'http://www.w3.org/2000/xmlns/';

/** Customary prefixes; a file may use others, so reading goes by URI only. */
export const customaryPrefixes: ReadonlyMap<string, string> = new Map([
  [rdfUri, 'rdf'],
  [metaUri, 'x'],
  [xmlUri, 'xml'],
  ['http://ns.adobe.com/camera-raw-settings/1.0/', 'crs'],
  ['http://ns.adobe.com/camera-raw-defaults/1.0/', 'crd'],
  [photoshopUri, 'photoshop'],
  ['http://ns.adobe.com/tiff/1.0/', 'tiff'],
  ['http://ns.adobe.com/exif/1.0/', 'exif'],
  ['http://cipa.jp/exif/1.0/', 'exifEX'],
  ['http://ns.adobe.com/exif/1.0/aux/', 'aux'],
  ['http://ns.adobe.com/xap/1.0/', 'xmp'],
  ['http://ns.adobe.com/xap/1.0/mm/', 'xmpMM'],
  ['http://ns.adobe.com/xap/1.0/rights/', 'xmpRights'],
  ['http://ns.adobe.com/xap/1.0/sType/ResourceEvent#', 'stEvt'],
  ['http://ns.adobe.com/xap/1.0/sType/ResourceRef#', 'stRef'],
  ['http://ns.adobe.com/lightroom/1.0/', 'lr'],
  ['http://purl.org/dc/elements/1.1/', 'dc'],
  ['http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/', 'Iptc4xmpCore'],
]);
