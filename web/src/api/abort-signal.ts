import { useEffect, useRef } from "react";

/** Gives each press a signal of its own, which ends with the next press and with the page: what comes later than that is for nobody. */
export function useAbortSignal(): () => AbortSignal {
  const pressed = useRef<AbortController>(null);
  useEffect(() => () => pressed.current?.abort(), []);
  return () => {
    pressed.current?.abort();
    pressed.current = new AbortController();
    return pressed.current.signal;
  };
}
