import "@mantine/core/styles/Tabs.css";
import type { ConnectSessionTab } from "@connect-console/shared/connect-session";
import { Badge, Tabs } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { tabCount, tabs } from "./tabs.ts";

/** The four tabs with their counts; the chosen one stands in the URL. */
export function TabBar({
  tab,
  counts,
}: {
  tab: ConnectSessionTab;
  counts: Record<string, number>;
}) {
  const navigate = useNavigate({ from: "/connect-sessions" });
  const choose = (chosen: string | null) =>
    void navigate({
      search: (before) => ({ ...before, tab: tabs.find((each) => each.tab === chosen)?.tab }),
    });
  return (
    <Tabs value={tab} onChange={choose} mb="md">
      <Tabs.List>
        {tabs.map((each) => (
          <Tabs.Tab
            key={each.tab}
            value={each.tab}
            rightSection={
              <Badge size="sm" variant="default">
                {tabCount(counts, each.tab)}
              </Badge>
            }
          >
            {each.label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
}
