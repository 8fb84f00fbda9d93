import type { DeletionVerdict } from "@connect-console/shared/account-deletion";

/** What a dry run says of an account; `why` is null where it will be deleted. */
export function verdictWords(verdict: DeletionVerdict): { word: string; why: string | null } {
  switch (verdict) {
    case "delete":
      return { word: "Will be deleted", why: null };
    case "production":
      return { word: "Stays", why: "StackOne says that it is not of type test." };
    case "type_not_known":
      return {
        word: "Stays",
        why: "StackOne does not say of which type it is, so it may be production.",
      };
    case "gone":
      return { word: "Gone already", why: "StackOne has no account of this id." };
    case "not_seen":
      return {
        word: "Stays",
        why: "StackOne’s answer did not have it. Its own page tells whether it is gone.",
      };
    default:
      return verdict satisfies never;
  }
}
