import {
  gridColumns,
  gridRows,
  hueBands,
  regionNames,
  type BandStats,
  type HueBand,
  type Measurement,
  type RegionFigures,
  type RegionName,
  type Orientation,
  type Scene,
} from '@safelight/core';
import type * as pb from '../generated/safelight/common/v1/measurement.ts';
import { list, number, present, refuse } from './decode.ts';

/** Every figure of a flat group must be finite; the groups share this shape. */
function figures<T extends object>(group: T | undefined, field: string): { [K in keyof T]: number } {
  const entries = Object.entries(present(group, field)).map(([name, value]) => [
    name,
    number(value, `${field}.${name}`),
  ]);
  return Object.fromEntries(entries) as { [K in keyof T]: number };
}

export function encodeMeasurement(measurement: Measurement): pb.Measurement {
  const { chroma, grid } = measurement;
  return {
    ...measurement,
    chroma: { mean: chroma.mean, p95: chroma.p95, byHue: hueBands.map((band) => ({ ...chroma.byHue[band] })) },
    grid: grid.map((cell) => ({ ...cell })),
  };
}

export function decodeMeasurement(message: pb.Measurement | undefined, field: string): Measurement {
  const { width, height, lightness, clipping, cast, chroma, detail, noise, haze, banding, grid } = present(
    message,
    field,
  );
  const { mean, p95, byHue } = present(chroma, `${field}.chroma`);
  if (byHue.length !== hueBands.length) refuse(`${field}.chroma.byHue`, `must hold ${hueBands.length} bands`);
  if (grid.length !== gridRows * gridColumns) refuse(`${field}.grid`, `must hold ${gridRows * gridColumns} cells`);
  const bands = byHue.map((band, index) => [hueBands[index]!, figures(band, `${field}.chroma.byHue[${index}]`)]);
  return {
    width: number(width, `${field}.width`, 1),
    height: number(height, `${field}.height`, 1),
    lightness: figures(lightness, `${field}.lightness`),
    clipping: figures(clipping, `${field}.clipping`),
    cast: figures(cast, `${field}.cast`),
    chroma: {
      mean: number(mean, `${field}.chroma.mean`),
      p95: number(p95, `${field}.chroma.p95`),
      byHue: Object.fromEntries(bands) as Record<HueBand, BandStats>,
    },
    detail: number(detail, `${field}.detail`),
    noise: number(noise, `${field}.noise`, 0),
    haze: number(haze, `${field}.haze`, 0, 1),
    banding: number(banding, `${field}.banding`, 0, 1),
    grid: list(grid, `${field}.grid`, gridRows * gridColumns, figures),
  };
}

/** @throws Fault `request.invalid` for a name that is no region. */
export function decodeRegionName(name: string, field: string): RegionName {
  return (
    regionNames.find((known) => known === name) ?? refuse(field, `"${name}" is not one of ${regionNames.join(', ')}`)
  );
}

export function decodeRegion(message: pb.RegionFigures, field: string): RegionFigures {
  const { name, share, box, lightness, clipping, cast, chroma, detail } = message;
  return {
    name: decodeRegionName(name, `${field}.name`),
    share: number(share, `${field}.share`, 0, 1),
    box: figures(box, `${field}.box`),
    lightness: figures(lightness, `${field}.lightness`),
    clipping: figures(clipping, `${field}.clipping`),
    cast: figures(cast, `${field}.cast`),
    chroma: figures(chroma, `${field}.chroma`),
    detail: number(detail, `${field}.detail`),
  };
}

export function decodeScene(message: pb.Scene | undefined, field: string): Scene | null {
  if (message === undefined) return null;
  const { tilt, faces, orientation } = message;
  return {
    tilt: figures(tilt, `${field}.tilt`),
    faces,
    orientation: decodeOrientation(orientation, `${field}.orientation`),
  };
}

export function decodeOrientation(value: number, field: string): Orientation {
  if (!Number.isInteger(value) || value < 1 || value > 8) refuse(field, 'must be an EXIF orientation of 1..8');
  return value as Orientation;
}
