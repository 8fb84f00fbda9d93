import type { Account } from "@connect-console/shared/account";
import { Button, type ButtonProps } from "@mantine/core";
import { useMakeRefusal } from "../api/me.ts";
import { LinkButton } from "../ui/link-button.tsx";
import { AskSupport, useMayAskSupport } from "./ask-support.tsx";
import { accountName } from "./account-name.ts";
import { explainStatus } from "./explain-status.ts";
import { repairSearch } from "./repair-search.ts";
import { statusWords } from "./status-words.ts";

interface Props extends ButtonProps {
  account: Account & { assignee?: { id: string } | null };
  /** in a list, where the button's name must tell which account it is about */
  listed?: boolean;
}

/** **Repair**, or **Open link** where one is live; disabled with its reason where a link will not help; nothing where all is well. */
export function RepairButton({ account, listed = false, ...style }: Props) {
  const type = account.type === "test" ? "test" : "production";
  const mayAsk = useMayAskSupport(account);
  const refusal = useMakeRefusal(type, { kind: "edit", account });
  const named = (verb: string) =>
    listed ? { "aria-label": `${verb}: ${accountName(account)}` } : {};
  const { needs } = statusWords(account.status);
  if (account.openConnectSessionId !== null) {
    return (
      <LinkButton
        {...style}
        {...named("Open link")}
        to="/connect-sessions/$id"
        params={{ id: account.openConnectSessionId }}
        variant="default"
      >
        Open link
      </LinkButton>
    );
  }
  if (needs === "nobody") return null;
  if (needs !== "us" && refusal !== null && mayAsk)
    return (
      <AskSupport
        {...style}
        account={account}
        why={refusal}
        name={listed ? accountName(account) : undefined}
      />
    );
  const why = needs === "us" ? explainStatus(account).next : refusal;
  if (why !== null) {
    return (
      <Button {...style} {...named("Repair")} disabled title={why}>
        Repair
      </Button>
    );
  }
  return (
    <LinkButton {...style} {...named("Repair")} to="/" search={repairSearch(account)}>
      Repair
    </LinkButton>
  );
}
