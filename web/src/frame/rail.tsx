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
import { Suspense, type ReactNode } from "react";
import { connectSessionCountsQuery } from "../api/connect-session.ts";
import { CustomerSeesButton } from "../explanation/customer-sees-button.tsx";
import classes from "./frame.module.css";
import { lazyPart } from "../ui/lazy-part.ts";

const BrokenAccounts = lazyPart(async () => (await import("./broken-accounts.tsx")).BrokenAccounts);

/** The pages; the numbers are those of the links that wait or need somebody, and of the accounts that their customer must repair. */
export function Rail({ onNavigate }: { onNavigate: () => void }) {
  const counts = useQuery(connectSessionCountsQuery()).data;
  const open = (counts?.waiting ?? 0) + (counts?.attention ?? 0);
  return (
    <>
      <RailLink to="/" icon={IconLink} onClick={onNavigate}>
        New auth link
      </RailLink>
      <RailLink to="/connect-sessions" icon={IconListDetails} onClick={onNavigate}>
        Auth links
        {open > 0 && <span className={classes.number}>{open}</span>}
      </RailLink>
      <RailLink to="/accounts" icon={IconPlugConnected} onClick={onNavigate}>
        Accounts
        <Suspense>
          <BrokenAccounts />
        </Suspense>
      </RailLink>
      <RailLink to="/owners" icon={IconBuilding} onClick={onNavigate}>
        Owners
      </RailLink>
      <RailLink to="/audit" icon={IconHistory} onClick={onNavigate}>
        Audit log
      </RailLink>
      <RailLink to="/settings" icon={IconSettings} onClick={onNavigate}>
        Settings
      </RailLink>
      <CustomerSeesButton className={classes.railLink} />
    </>
  );
}

interface RailLinkProps {
  to: "/" | "/connect-sessions" | "/accounts" | "/owners" | "/audit" | "/settings";
  icon: typeof IconLink;
  onClick: () => void;
  children: ReactNode;
}

/** A page's link stands out on what lies below the page, too. */
function RailLink({ to, icon: Icon, onClick, children }: RailLinkProps) {
  const { pathname } = useLocation();
  const isHere = to === "/" ? pathname === to : pathname.startsWith(to);
  return (
    <Link to={to} className={classes.railLink} data-active={isHere} onClick={onClick}>
      <Icon size={18} aria-hidden />
      {children}
    </Link>
  );
}
