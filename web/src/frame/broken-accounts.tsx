import { useQuery } from "@tanstack/react-query";
import { statusesThatNeed } from "../account/status-words.ts";
import { accountOverviewQuery } from "../api/account-list.ts";
import classes from "./frame.module.css";

/** How many accounts their customers must repair; nothing while there is none. */
export function BrokenAccounts() {
  const counts = useQuery(accountOverviewQuery).data?.counts ?? {};
  const broken = statusesThatNeed("customer").reduce((sum, each) => sum + (counts[each] ?? 0), 0);
  if (broken === 0) return null;
  return <span className={classes.number}>{broken.toLocaleString("en-GB")}</span>;
}
