import { IconBuilding, IconLink, IconListDetails } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import { connectSessionCountsQuery } from "../api/connect-session.ts";
import { CustomerSeesButton } from "../explanation/customer-sees-button.tsx";
import classes from "./frame.module.css";

/** The pages; the number is that of the links that wait for the customer or need somebody. */
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
        to="/owners"
        className={classes.railLink}
        data-active={pathname.startsWith("/owners")}
        onClick={onNavigate}
      >
        <IconBuilding size={18} aria-hidden />
        Owners
      </Link>
      <CustomerSeesButton className={classes.railLink} />
    </>
  );
}
