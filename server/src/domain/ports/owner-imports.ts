import type { StaffReference } from "@connect-console/shared/staff";

/** A row that an import is to write. */
interface StagedOwner {
  id: string;
  name: string;
  /** a known owner gets this name */
  chosen: boolean;
}

/** An import that is decided: it is applied to its end, over a restart too. */
export interface OwnerImportJob {
  id: string;
  by: StaffReference;
  requestId: string;
}

/** Large imports: first all rows are staged, then it is decided, then they are applied some at a time. */
export interface OwnerImports {
  stage(importId: string, owners: StagedOwner[]): Promise<void>;
  decide(job: OwnerImportJob): Promise<void>;
  /** One that is decided and not done; undefined: none. */
  next(): Promise<OwnerImportJob | undefined>;
  /** Some of its rows that are still to be applied. */
  rows(importId: string, limit: number): Promise<StagedOwner[]>;
  applied(importId: string, ownerIds: string[]): Promise<void>;
  finish(importId: string): Promise<void>;
  /** Forgets rows of imports that were never decided. */
  deleteUndecided(): Promise<void>;
}
