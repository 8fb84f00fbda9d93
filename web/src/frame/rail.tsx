import { Badge, NavLink } from "@mantine/core";
import { IconLink, IconListDetails } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import { connectSessionCountsQuery } from "../api/connect-session.ts";
import { tabCount } from "../pages/auth-links/tabs.ts";

/** The pages; the number is that of the links that need somebody or wait for the customer. */
export function Rail({ onNavigate }: { onNavigate: () => void }) {
  const { pathname } = useLocation();
  const counts = useQuery(connectSessionCountsQuery()).data ?? {};
  const open = tabCount(counts, "waiting") + tabCount(counts, "attention");
  return (
    <>
      <NavLink
        component={Link}
        to="/"
        label="New auth link"
        leftSection={<IconLink size={18} aria-hidden />}
        active={pathname === "/"}
        aria-current={pathname === "/" ? "page" : undefined}
        onClick={onNavigate}
      />
      <NavLink
        component={Link}
        to="/connect-sessions"
        label="Auth links"
        leftSection={<IconListDetails size={18} aria-hidden />}
        rightSection={
          open > 0 && (
            <Badge size="sm" variant="default" aria-label={`${open} open`}>
              {open}
            </Badge>
          )
        }
        active={pathname.startsWith("/connect-sessions")}
        aria-current={pathname === "/connect-sessions" ? "page" : undefined}
        onClick={onNavigate}
      />
    </>
  );
}
