import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { CountedTabs } from "../../list/counted-tabs.tsx";
import { countOf, queues, type AccountTab } from "./queues.ts";

interface Props {
  tab: AccountTab;
  /** by status */
  counts: Record<string, number>;
  /** only the first matches of a text were counted */
  cut: boolean;
  children: ReactNode;
}

/** The tabs by who must act; the chosen one stands in the URL. Statuses belong to a tab and go with it. */
export function TabBar({ counts, ...others }: Props) {
  const navigate = useNavigate({ from: "/accounts" });
  return (
    <CountedTabs
      {...others}
      tabs={queues}
      countOf={(tab) => countOf(tab, counts)}
      onChoose={(tab) =>
        void navigate({ search: (before) => ({ ...before, tab, status: undefined }) })
      }
    />
  );
}
