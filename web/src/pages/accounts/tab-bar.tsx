import "@mantine/core/styles/Tabs.css";
import { Badge, Tabs } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import classes from "./accounts.module.css";
import { countOf, queues, type AccountTab } from "./queues.ts";

interface Props {
  tab: AccountTab;
  /** by status */
  counts: Record<string, number>;
  /** only the first matches of a text were counted */
  cut: boolean;
  /** what stands under the chosen tab */
  children: ReactNode;
}

/** The tabs by who must act, with their counts; the chosen one stands in the URL. Statuses belong to a tab and go with it. */
export function TabBar({ tab, counts, cut, children }: Props) {
  const navigate = useNavigate({ from: "/accounts" });
  const choose = (chosen: string | null) =>
    void navigate({
      search: (before) => ({
        ...before,
        tab: queues.find((each) => each.tab === chosen)?.tab,
        status: undefined,
      }),
    });
  return (
    <Tabs value={tab} onChange={choose}>
      <Tabs.List className={classes.tabs}>
        {queues.map((each) => (
          <Tabs.Tab
            key={each.tab}
            value={each.tab}
            rightSection={
              <Badge size="sm" variant="default" style={{ flex: "none" }}>
                {countOf(each.tab, counts).toLocaleString("en-GB")}
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
