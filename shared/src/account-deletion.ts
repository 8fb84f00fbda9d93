import * as z from "zod/mini";
import { Account } from "./account.ts";
import { StaffReference } from "./staff.ts";
import { Id } from "./text.ts";

/** accounts in one clean-up: so many ids still fit into an address */
export const deletionsAtMost = 100;

/** `POST /api/accounts/deletion-preview`; it changes nothing. */
export const PreviewDeletion = z.strictObject({
  ids: z
    .array(Id)
    .check(
      z.minLength(1, "Choose at least one account."),
      z.maxLength(deletionsAtMost, `Choose at most ${deletionsAtMost} accounts.`),
    ),
});
export type PreviewDeletion = z.infer<typeof PreviewDeletion>;

/**
 * What a deletion would do: `delete` it, for StackOne says that it is of type test; or nothing. `not_seen`: StackOne's answer did not
 * have it, and whether it is gone was not asked one by one.
 */
export const DeletionVerdict = z.enum([
  "delete",
  "production",
  "type_not_known",
  "gone",
  "not_seen",
]);
export type DeletionVerdict = z.infer<typeof DeletionVerdict>;

/** One account of a dry run; `account` is null where neither console nor StackOne knows it. */
export const ForeseenDeletion = z.object({
  id: z.string(),
  verdict: DeletionVerdict,
  account: z.nullable(Account),
  /** open auth links that edit it, or would where the customer chooses its provider; newest first */
  openConnectSessions: z.array(
    z.object({ id: z.string(), createdAt: z.string(), createdBy: StaffReference }),
  ),
});
export type ForeseenDeletion = z.infer<typeof ForeseenDeletion>;

/** In the order in which they were asked for, each once. */
export const DeletionPreview = z.object({ items: z.array(ForeseenDeletion) });
export type DeletionPreview = z.infer<typeof DeletionPreview>;

/** `POST /api/accounts/:id/delete`; `amongMany`: it waits behind what people press. */
export const DeleteAccount = z.strictObject({ amongMany: z.optional(z.boolean()) });
export type DeleteAccount = z.infer<typeof DeleteAccount>;

/** Either way it is there no more; `already_gone`: not by this deletion. Everything else is an error. */
export const DeletedAccount = z.object({
  id: z.string(),
  result: z.enum(["deleted", "already_gone"]),
});
export type DeletedAccount = z.infer<typeof DeletedAccount>;

/** `asked`: StackOne has not answered yet; `unknown`: no answer came that says whether it was deleted. */
export const DeletionState = z.enum(["asked", "deleted", "already_gone", "failed", "unknown"]);
export type DeletionState = z.infer<typeof DeletionState>;

/** The newest deletion of an account that was sent to StackOne. */
export const LastDeletion = z.object({
  at: z.string(),
  by: StaffReference,
  state: DeletionState,
  /** why it failed or is not known, in a sentence */
  message: z.nullable(z.string()),
});
export type LastDeletion = z.infer<typeof LastDeletion>;
