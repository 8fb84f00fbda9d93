import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";

const keyOf = (ids: string[]) => JSON.stringify(ids);

/** What is chosen: at once on the screen, a moment later in the address. Where that changes otherwise, the choice follows it. */
export function useChosen(inAddress: string[]): [string[], (ids: string[]) => void] {
  const navigate = useNavigate({ from: "/accounts/clean-up" });
  const [chosen, setChosen] = useState(inAddress);
  const [seen, setSeen] = useState(keyOf(inAddress));
  /** on their way into the address, oldest first */
  const [written, setWritten] = useState<string[]>([]);

  if (keyOf(inAddress) !== seen) {
    const arrived = written.indexOf(keyOf(inAddress));
    setSeen(keyOf(inAddress));
    setWritten(written.slice(arrived + 1));
    if (arrived < 0) setChosen(inAddress);
  }
  return [
    chosen,
    (ids) => {
      setChosen(ids);
      setWritten([...written, keyOf(ids)]);
      void navigate({
        search: (before) => ({ ...before, account: ids.length > 0 ? ids : undefined }),
        replace: true,
        resetScroll: false,
      });
    },
  ];
}
