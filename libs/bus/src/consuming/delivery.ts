/** A message as a driver hands it over, before its headers are read. */
import type { WireHeaders } from '../headers.ts';

export interface Delivery {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  readonly value: Uint8Array;
  readonly headers: WireHeaders;
  readonly publishedAt: Date;
}

export interface PartitionId {
  readonly topic: string;
  readonly partition: number;
}

/** A group's next offset in a partition: everything before it is finished. */
export interface PartitionOffset extends PartitionId {
  readonly offset: number;
}

export function partitionName({ topic, partition }: PartitionId): string {
  return `${topic}/${partition}`;
}
