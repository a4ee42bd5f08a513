/** Members that a caller may leave out: REST leaves them out, gRPC sends them as undefined. */
export type Partly<T> = { readonly [Name in keyof T]?: T[Name] | undefined };

/** Those that are there. */
export function given<T extends object>(value: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as never;
}
