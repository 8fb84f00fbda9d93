import "@mantine/core/styles/Tabs.css";
import { Badge, Tabs } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./list.module.css";

interface Props<Tab extends string> {
  tabs: readonly { tab: Tab; label: string }[];
  tab: Tab;
  countOf: (tab: Tab) => number;
  /** only the first matches of a text were counted */
  cut: boolean;
  onChoose: (tab: Tab | undefined) => void;
  /** what stands under the chosen tab */
  children: ReactNode;
}

/** The tabs of a list with their counts. */
export function CountedTabs<Tab extends string>(props: Props<Tab>) {
  const { tabs, tab, countOf, cut, onChoose, children } = props;
  return (
    <Tabs
      value={tab}
      onChange={(chosen) => onChoose(tabs.find((each) => each.tab === chosen)?.tab)}
    >
      <Tabs.List className={classes.tabs}>
        {tabs.map((each) => (
          <Tabs.Tab
            key={each.tab}
            value={each.tab}
            rightSection={
              <Badge size="sm" variant="default" style={{ flex: "none" }}>
                {countOf(each.tab).toLocaleString("en-GB")}
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
