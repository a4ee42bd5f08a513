import type { Repository } from './repository/repository.ts';

/** What the operations of one server share. */
export interface Context {
  readonly repository: Repository;
}
