import type { KnownAbilities } from "../abilities/abilities.ts";
import type { Ask } from "../request/ask.ts";
import type { AccountApis } from "./account-api.ts";
import type { AccountReader } from "./account-reader.ts";
import type { ProvenPaths } from "./proven-paths.ts";

/** What the reads of accounts share. */
export interface AccountParts {
  ask: Ask;
  apis: AccountApis;
  abilities: KnownAbilities;
  reader: AccountReader;
  proven: ProvenPaths;
}
