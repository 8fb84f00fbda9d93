import { UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Suspense } from "react";
import classes from "./frame.module.css";
import { lazyPart } from "../ui/lazy-part.ts";

const MagicWords = lazyPart(async () => (await import("./magic-words.tsx")).MagicWords);

/** Says on every page that nothing here is real. */
export function SimulatorStrip({ host }: { host: string }) {
  const [opened, drawer] = useDisclosure(false);
  return (
    <div className={classes.strip}>
      <span>
        <strong>Simulator</strong> at {host}, not StackOne
      </span>
      <UnstyledButton className={classes.magic} onClick={drawer.open} aria-haspopup="dialog">
        Magic words
      </UnstyledButton>
      {opened && (
        <Suspense>
          <MagicWords onClose={drawer.close} />
        </Suspense>
      )}
    </div>
  );
}
