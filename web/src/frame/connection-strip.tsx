import { useNetwork, useWindowEvent } from "@mantine/hooks";
import { useState } from "react";
import { signInEnded } from "../api/request.ts";
import classes from "./frame.module.css";
import { useLive } from "../live/live.tsx";
import { clockTime } from "../ui/times.ts";

/** Says on every page that the console is not heard: at once where the browser is offline, else after a second try. A sign-in that ended is said elsewhere. */
export function ConnectionStrip() {
  const { online } = useNetwork();
  const { state, since, failures, crowded } = useLive();
  const [isOut, setIsOut] = useState(false);
  useWindowEvent(signInEnded, () => setIsOut(true));
  const isOffline = !online && state !== "live";
  const isSilent = state === "down" && failures > 1 && !isOut;
  return (
    <div role="status" className={classes.cut}>
      {isOffline
        ? "You’re offline. Copying and changes fail until you’re back online, and what you see may be out of date."
        : isSilent &&
          (crowded
            ? "Too many tabs of the console are open for live updates. This one asks every few seconds instead. Close the tabs you don’t need."
            : `The console hasn’t responded since ${clockTime(since)}. What you see may be out of date. We’re trying again.`)}
    </div>
  );
}
