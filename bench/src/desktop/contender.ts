/** Another program that develops a JPEG into a JPEG from the shell. */
export interface Contender {
  readonly command: string;
  /** Debian package that brings it. */
  readonly package: string;
  /** What its work is beside ours: which settings it lacks or does by other mathematics. */
  readonly differs: string;
  /** Writes what the command reads beside the photo, and checks that it does the work. */
  readonly prepare?: (photo: string, out: string, folder: string) => Promise<void>;
  readonly args: (photo: string, out: string, folder: string) => string[];
}
