import { AccountPage, FailedRequests } from "@connect-console/shared/account";
import { DeletedAccount, DeletionPreview } from "@connect-console/shared/account-deletion";
import { AccountDetail } from "@connect-console/shared/connect-session";
import type { Operations } from "./operation.ts";

/** Accounts that customers have connected. */
export const accountOperations = {
  "GET /api/accounts": {
    operationId: "listAccounts",
    summary: "List accounts, those that have waited longest first",
    asks: "connect_session.read",
    answer: AccountPage,
  },
  "GET /api/accounts/:id": {
    operationId: "readAccount",
    summary: "Read an account with its history and its auth links",
    asks: "connect_session.read",
    answer: AccountDetail,
  },
  "GET /api/accounts/:id/failed-requests": {
    operationId: "listFailedRequests",
    summary: "List the newest requests that failed with an account",
    asks: "connect_session.read",
    answer: FailedRequests,
  },
  "POST /api/accounts/deletion-preview": {
    operationId: "previewDeletion",
    summary: "Preview which accounts a deletion would delete; nothing is deleted",
    asks: "connect_session.read",
    answer: DeletionPreview,
  },
  "POST /api/accounts/:id/delete": {
    operationId: "deleteTestAccount",
    summary: "Delete a test account at StackOne",
    asks: "account.delete_test",
    answer: DeletedAccount,
  },
  "POST /api/accounts/:id/notes": {
    operationId: "addAccountNote",
    summary: "Add a note to an account",
    asks: "account.note",
    answer: AccountDetail,
  },
  "POST /api/accounts/:id/hand-over": {
    operationId: "assignAccount",
    summary: "Assign an account, or set its ticket",
    asks: "account.hand_over",
    answer: AccountDetail,
  },
} satisfies Operations;
