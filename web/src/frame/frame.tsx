import { AppShell, Burger, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Link, Outlet } from "@tanstack/react-router";
import { ColorSchemeToggle } from "./color-scheme-toggle.tsx";
import classes from "./frame.module.css";
import { LiveProvider } from "./live.tsx";
import { Rail } from "./rail.tsx";
import { SimulatorStrip } from "./simulator-strip.tsx";
import { StackOneBanner } from "./stackone-banner.tsx";
import { StaffMenu } from "./staff-menu.tsx";
import { useMe } from "../api/me.ts";

/** What stands around every page. */
export function Frame() {
  const [railOpen, rail] = useDisclosure(false);
  const { stackone } = useMe();
  const simulated = stackone.kind === "simulator";
  return (
    <LiveProvider>
      <a className={classes.skip} href="#page">
        Skip to the page
      </a>
      <AppShell
        header={{ height: simulated ? 88 : 56 }}
        navbar={{ width: 208, breakpoint: "sm", collapsed: { mobile: !railOpen } }}
        padding={{ base: "sm", sm: "lg" }}
      >
        <AppShell.Header className={classes.header}>
          {simulated && <SimulatorStrip host={stackone.host} />}
          <Group h={56} px="md" justify="space-between" wrap="nowrap" gap="xs">
            <Group gap="xs" wrap="nowrap" miw={0}>
              <Burger
                opened={railOpen}
                onClick={rail.toggle}
                hiddenFrom="sm"
                size="sm"
                aria-label="Pages"
              />
              <Text component={Link} to="/" fw={650} className={classes.name}>
                Connect console
              </Text>
              {!simulated && (
                <Text size="sm" c="dimmed" truncate visibleFrom="sm">
                  StackOne at {stackone.host}
                </Text>
              )}
            </Group>
            <Group gap="xs" wrap="nowrap">
              <ColorSchemeToggle />
              <StaffMenu />
            </Group>
          </Group>
        </AppShell.Header>
        <AppShell.Navbar p="sm" className={classes.rail} aria-label="Pages">
          <Rail onNavigate={rail.close} />
        </AppShell.Navbar>
        <AppShell.Main id="page" className={classes.main} tabIndex={-1}>
          <div className={classes.page}>
            <StackOneBanner />
            <Outlet />
          </div>
        </AppShell.Main>
      </AppShell>
    </LiveProvider>
  );
}
