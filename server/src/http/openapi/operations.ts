import { accountOperations } from "./accounts.ts";
import { connectSessionOperations } from "./connect-sessions.ts";
import { consoleOperations } from "./console.ts";
import type { Operations } from "./operation.ts";
import { ownerOperations } from "./owners.ts";

/** Every route under /api; one that is missing here fails the tests of roles and of the document. */
export const operations: Operations = {
  ...consoleOperations,
  ...connectSessionOperations,
  ...accountOperations,
  ...ownerOperations,
};
