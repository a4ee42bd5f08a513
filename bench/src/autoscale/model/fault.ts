/** What goes wrong in a run. */
export type Fault =
  /** Servers stop answering; their liveness probes kill them. */
  | { readonly kind: 'hang'; readonly atSeconds: number; readonly replicas: number }
  /** Every server stops answering, new ones too: a model that cannot be served. */
  | { readonly kind: 'hang-all'; readonly atSeconds: number; readonly untilSeconds: number }
  | { readonly kind: 'drain-node'; readonly atSeconds: number; readonly replicas: number }
  /** A message that cannot be handled stands in front of all others of its partition. */
  | { readonly kind: 'poison'; readonly atSeconds: number; readonly untilSeconds: number; readonly partition: number };
