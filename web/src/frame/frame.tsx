import { Button, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconMenu2 } from "@tabler/icons-react";
import { Link, Outlet, useParams } from "@tanstack/react-router";
import { useMe } from "../api/me.ts";
import { Bell } from "./bell.tsx";
import { ColorSchemeToggle } from "./color-scheme-toggle.tsx";
import { ConnectionStrip } from "./connection-strip.tsx";
import { Finder } from "./finder.tsx";
import classes from "./frame.module.css";
import { LiveProvider } from "../live/live.tsx";
import { Rail } from "./rail.tsx";
import { SimulatorStrip } from "./simulator-strip.tsx";
import { Staff } from "./staff.tsx";
import { StackOneBanner } from "./stackone-banner.tsx";

/** What stands around every page. */
export function Frame() {
  const [railOpen, rail] = useDisclosure(false);
  const { id: watch = null } = useParams({ strict: false });
  const { stackone } = useMe();
  const simulated = stackone.kind === "simulator";
  return (
    <LiveProvider watch={watch}>
      <div className={classes.frame}>
        <a className={classes.skip} href="#page">
          Skip to the page
        </a>
        {/* no banner: the headers of Mantine's dialogs are banners to axe, and there may be one only */}
        <section aria-label="Console" className={classes.top} data-simulator={simulated}>
          {simulated && <SimulatorStrip host={stackone.host} />}
          <Header railOpen={railOpen} onToggleRail={rail.toggle} />
          <ConnectionStrip />
        </section>
        <div className={classes.body}>
          <nav aria-label="Pages" className={classes.rail} data-open={railOpen}>
            <div className={classes.pages}>
              <Rail onNavigate={rail.close} />
            </div>
          </nav>
          <main id="page" className={classes.main} tabIndex={-1}>
            <StackOneBanner />
            <Outlet />
          </main>
        </div>
      </div>
    </LiveProvider>
  );
}

/** The line that stays in sight: what this is, whose StackOne it works on, and the tools of every page. */
function Header({ railOpen, onToggleRail }: { railOpen: boolean; onToggleRail: () => void }) {
  const { stackone } = useMe();
  return (
    <div className={classes.header}>
      <Button
        hiddenFrom="sm"
        variant="subtle"
        miw={34}
        h={34}
        p={0}
        aria-label="Pages"
        aria-expanded={railOpen}
        onClick={onToggleRail}
      >
        <IconMenu2 aria-hidden />
      </Button>
      <Link to="/" className={classes.name}>
        Connect
        <Text span inherit visibleFrom="sm">
          {" "}
          console
        </Text>
      </Link>
      {stackone.kind !== "simulator" && (
        <Text size="sm" c="dimmed" truncate visibleFrom="sm">
          StackOne at {stackone.host}
        </Text>
      )}
      <div className={classes.tools}>
        <Finder />
        <Bell />
        <Staff />
        <ColorSchemeToggle />
      </div>
    </div>
  );
}
