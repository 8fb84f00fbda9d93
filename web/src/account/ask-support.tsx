import type { Account } from "@connect-console/shared/account";
import { isAssignedTo, teamId } from "@connect-console/shared/team";
import { Button, type ButtonProps } from "@mantine/core";
import { useHandOverAccount } from "../api/hand-over.ts";
import { useRefusal } from "../api/me.ts";
import { ErrorNotice } from "../ui/error-notice.tsx";

interface Props extends ButtonProps {
  account: Account & { assignee?: { id: string } | null };
  /** where the button's name must tell which account it is about */
  name?: string | undefined;
  /** why this person cannot repair it themselves */
  why: string;
}

const support = teamId("support");
const note = "Please repair this account.";

/** Whether this person may assign the account to support. */
export function useMayAskSupport(account: { type: string | null } | null): boolean {
  const type = account?.type === "test" ? "test" : "production";
  return useRefusal("account.hand_over", { type }) === null;
}

/** One press that assigns a broken account to support, for whoever may not repair it. */
export function AskSupport({ account, name, why, ...style }: Props) {
  const handOver = useHandOverAccount(account.id);
  const isAsked =
    handOver.isSuccess || isAssignedTo(account.assignee, { id: support, role: "support" });
  const label = isAsked ? "Support was asked" : "Ask support to repair";
  return (
    <>
      <Button
        {...style}
        {...(name !== undefined && { "aria-label": `${label}: ${name}` })}
        variant="default"
        disabled={isAsked}
        title={why}
        loading={handOver.isPending}
        onClick={() => handOver.mutate({ assigneeId: support, note })}
      >
        {label}
      </Button>
      {handOver.error && <ErrorNotice error={handOver.error} title="Support was not asked" />}
    </>
  );
}
