import { useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { accountName } from "../../account/account-name.ts";
import { accountQuery } from "../../api/account-detail.ts";
import { useReadWhenSeen } from "../../api/notification.ts";
import classes from "./account.module.css";
import { AccountNote } from "./assignment.tsx";
import { DeletionNotice } from "./deletion-notice.tsx";
import { FailedRequestsRegion } from "./failed-requests-region.tsx";
import { Facts } from "./facts.tsx";
import { Head } from "./head.tsx";
import { HistoryRegion } from "./history-region.tsx";
import { StatusRegion } from "./status-region.tsx";

/** The page `/accounts/:id`: how an account stands, what happened with it, and the way to repair it. */
export function AccountPage() {
  const { accountId } = useParams({ from: "/accounts/$accountId" });
  const { data: account } = useSuspenseQuery(accountQuery(accountId));
  useReadWhenSeen({ accountId });
  return (
    <>
      <title>{`${accountName(account)} · Connect console`}</title>
      <Head account={account} key={`head ${accountId}`} />
      <DeletionNotice account={account} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <StatusRegion account={account} />
          <Facts account={account} />
        </div>
        <div className={classes.column}>
          <HistoryRegion account={account} />
          <AccountNote account={account} key={`note ${accountId}`} />
          <FailedRequestsRegion key={accountId} account={account} />
        </div>
      </div>
    </>
  );
}
