import { EmptyBody } from "@connect-console/shared/connect-session";
import {
  Owner,
  OwnerDetail,
  OwnerImport,
  OwnerPage,
  OwnerPreview,
} from "@connect-console/shared/owner";
import type { Operations } from "./operation.ts";

/** Owners: the customers’ organisations. */
export const ownerOperations = {
  "GET /api/owners": {
    operationId: "listOwners",
    summary: "List or search owners",
    asks: "connect_session.read",
    answer: OwnerPage,
  },
  "GET /api/owners.csv": {
    operationId: "exportOwners",
    summary: "Export all owners as CSV, which can be imported again",
    asks: "owner.export",
    answer: "text/csv",
  },
  "GET /api/owners/:id": {
    operationId: "readOwner",
    summary: "Read an owner; an unknown ID is looked up at StackOne once",
    asks: "connect_session.read",
    answer: OwnerDetail,
  },
  "POST /api/owners": {
    operationId: "addOwner",
    summary: "Add an owner",
    asks: "owner.add",
    status: 201,
    answer: Owner,
  },
  "POST /api/owners/preview": {
    operationId: "previewOwner",
    summary: "List the owners that a new one could be confused with; nothing is added",
    asks: "connect_session.read",
    answer: OwnerPreview,
  },
  "POST /api/owners/import": {
    operationId: "importOwners",
    summary: "Import owners from a CSV file of up to 20 MB, or try it",
    asks: "owner.import",
    takes: "text/csv",
    answer: OwnerImport,
  },
  "POST /api/owners/:id/rename": {
    operationId: "renameOwner",
    summary: "Rename an owner",
    asks: "owner.rename",
    answer: OwnerDetail,
  },
  "POST /api/owners/:id/delete": {
    operationId: "deleteOwner",
    summary: "Delete an owner that has no links or accounts",
    asks: "owner.delete",
    answer: EmptyBody,
  },
} satisfies Operations;
