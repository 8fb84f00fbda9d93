import {
  IconBuilding,
  IconHistory,
  IconLink,
  IconListDetails,
  IconPlugConnected,
  IconSettings,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { connectSessionCountsQuery } from "../api/connect-session.ts";
import { CustomerSeesButton } from "../explanation/customer-sees-button.tsx";
import classes from "./frame.module.css";

const BrokenAccounts = lazy(async () => ({
  default: (await import("./broken-accounts.tsx")).BrokenAccounts,
}));

/** The pages; the numbers are those of the links that wait or need somebody, and of the accounts that their customer must repair. */
export function Rail({ onNavigate }: { onNavigate: () => void }) {
  const { pathname } = useLocation();
  const counts = useQuery(connectSessionCountsQuery()).data;
  const open = (counts?.waiting ?? 0) + (counts?.attention ?? 0);
  return (
    <>
      <Link to="/" className={classes.railLink} data-active={pathname === "/"} onClick={onNavigate}>
        <IconLink size={18} aria-hidden />
        New auth link
      </Link>
      <Link
        to="/connect-sessions"
        className={classes.railLink}
        data-active={pathname.startsWith("/connect-sessions")}
        onClick={onNavigate}
      >
        <IconListDetails size={18} aria-hidden />
        Auth links
        {open > 0 && <span className={classes.number}>{open}</span>}
      </Link>
      <Link
        to="/accounts"
        className={classes.railLink}
        data-active={pathname.startsWith("/accounts")}
        onClick={onNavigate}
      >
        <IconPlugConnected size={18} aria-hidden />
        Accounts
        <Suspense>
          <BrokenAccounts />
        </Suspense>
      </Link>
      <Link
        to="/owners"
        className={classes.railLink}
        data-active={pathname.startsWith("/owners")}
        onClick={onNavigate}
      >
        <IconBuilding size={18} aria-hidden />
        Owners
      </Link>
      <Link
        to="/audit"
        className={classes.railLink}
        data-active={pathname.startsWith("/audit")}
        onClick={onNavigate}
      >
        <IconHistory size={18} aria-hidden />
        Audit log
      </Link>
      <Link
        to="/settings"
        className={classes.railLink}
        data-active={pathname.startsWith("/settings")}
        onClick={onNavigate}
      >
        <IconSettings size={18} aria-hidden />
        Settings
      </Link>
      <CustomerSeesButton className={classes.railLink} />
    </>
  );
}
