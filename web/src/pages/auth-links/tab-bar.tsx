import type { ConnectSessionTab } from "@connect-console/shared/connect-session";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { CountedTabs } from "../../list/counted-tabs.tsx";
import { tabs } from "./tabs.ts";

interface Props {
  tab: ConnectSessionTab;
  counts: Record<string, number>;
  /** only the newest matches of a text were counted */
  cut: boolean;
  children: ReactNode;
}

/** The four tabs; the chosen one stands in the URL. */
export function TabBar({ counts, ...others }: Props) {
  const navigate = useNavigate({ from: "/connect-sessions" });
  return (
    <CountedTabs
      {...others}
      tabs={tabs}
      countOf={(tab) => counts[tab] ?? 0}
      onChoose={(tab) => void navigate({ search: (before) => ({ ...before, tab }) })}
    />
  );
}
