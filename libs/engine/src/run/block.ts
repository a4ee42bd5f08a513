/** Output pixels that are resampled at a time. */
export const blockColumns = 128;
export const blockRows = 16;
/** Where a block's rows go: addresses of its first row in each channel, and bytes from row to row. */
export interface BlockTarget {
  readonly rows: readonly [number, number, number];
  readonly rowBytes: number;
}

/** Resamples the pixels of the output from (column, row) on: a whole block's columns and `rowCount` rows. */
export type BlockReader = (column: number, row: number, rowCount: number, target: BlockTarget) => void;
