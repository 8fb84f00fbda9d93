import type { Check, ConnectSession } from "@connect-console/shared/connect-session";
import { queryString } from "../api/request.ts";

/** What to do about a difference; `to` is the form, filled in so that its link puts it right. */
interface Step {
  text: string;
  to?: string;
  label?: string;
}

/** The next step for a point that is not as promised; null where it is, or where StackOne does not say. */
export function checkStep(
  { point, result, promised }: Check,
  row: Pick<ConnectSession, "owner" | "account" | "type">,
): Step | null {
  if (result !== "different") return null;
  const form = (choice: Record<string, string>) =>
    `/${queryString({ ownerId: row.owner.id, ...choice })}`;
  const accountId = row.account?.id ?? "";
  switch (point) {
    case "owner":
      return {
        text: `Don’t use this account for ${row.owner.name}, who still needs a link. Copy the support bundle and ask StackOne’s support how the account got there.`,
      };
    case "account":
      return {
        text: "Ask the customer which account they meant. If it was the promised one, it still needs a link.",
        to: form({ accountId: promised ?? "" }),
        label: "New link for the promised account",
      };
    case "create or edit":
      return promised === "edit"
        ? {
            text: "There are two accounts now. Agree with the customer which one stays, and remove the other one in StackOne.",
          }
        : {
            text: "No second account was made. If one is wanted, make a link with “Allow another account”.",
            to: form({ provider: row.account?.provider ?? "", multiple: "true", type: row.type }),
            label: "New link for another account",
          };
    case "provider":
      return {
        text: "The customer linked another provider. If the promised one is wanted too, it needs a link of its own.",
        to: form({ provider: promised ?? "", type: row.type }),
        label: "New link for the promised provider",
      };
    case "connector profile":
      return {
        text: "Make a link that edits this account with the promised profile: the account moves there when the customer signs in again.",
        to: form({ accountId, connectorProfileId: promised ?? "" }),
        label: "New link with the promised profile",
      };
    case "type":
      if (row.type === "test")
        return {
          text: "Credentials of a test may now be in a customer’s account. Sign in again with the customer: send them a link that edits this account.",
          to: form({ accountId }),
          label: "New link for this account",
        };
      return {
        text: "No link changes the type of an account. Convert it in StackOne's dashboard, or accept it.",
      };
    case "owner name":
      return {
        text: "Only a note. StackOne matches the exact name, so make the next link for this account itself.",
      };
    default:
      return { text: "Only a note; nothing depends on it." };
  }
}
