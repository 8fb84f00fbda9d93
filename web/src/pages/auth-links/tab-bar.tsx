import "@mantine/core/styles/Tabs.css";
import type { ConnectSessionTab } from "@connect-console/shared/connect-session";
import { Badge, Tabs } from "@mantine/core";
import type { ReactNode } from "react";
import { useNavigate } from "@tanstack/react-router";
import classes from "./auth-links.module.css";
import { tabs } from "./tabs.ts";

interface Props {
  tab: ConnectSessionTab;
  counts: Record<string, number>;
  /** only the newest matches of a text were counted */
  cut: boolean;
  /** what stands under the chosen tab */
  children: ReactNode;
}

/** The four tabs with their counts; the chosen one stands in the URL. */
export function TabBar({ tab, counts, cut, children }: Props) {
  const navigate = useNavigate({ from: "/connect-sessions" });
  const choose = (chosen: string | null) =>
    void navigate({
      search: (before) => ({ ...before, tab: tabs.find((each) => each.tab === chosen)?.tab }),
    });
  return (
    <Tabs value={tab} onChange={choose}>
      <Tabs.List className={classes.tabs}>
        {tabs.map((each) => (
          <Tabs.Tab
            key={each.tab}
            value={each.tab}
            rightSection={
              <Badge size="sm" variant="default" style={{ flex: "none" }}>
                {(counts[each.tab] ?? 0).toLocaleString("en-GB")}
                {cut && "+"}
              </Badge>
            }
          >
            {each.label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={tab} pt="md" mih={300}>
        {children}
      </Tabs.Panel>
    </Tabs>
  );
}
