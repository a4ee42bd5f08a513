/** What a tool group says of itself: which tools of the catalogue it renders, and why not the others. */
export interface GroupManifest {
  /** Group of the catalogue. */
  readonly group: string;
  /** Tools that change pixels. */
  readonly rendered: readonly string[];
  /** Why a tool does not render: one line that says what to use instead where there is something. */
  readonly reasons?: Readonly<Record<string, string>>;
  /** The reason of all other tools of the group. */
  readonly reason?: string;
}
