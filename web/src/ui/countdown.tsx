import { useNowAs } from "./now.ts";
import { shortWait } from "./times.ts";

interface Props {
  /** epoch ms by the server's clock */
  until: number;
  /** what stands before the time that is left */
  before: string;
  /** what stands there once it is over */
  after: string;
}

/** The time that is left, in a sentence. No screen reader is told of each second. */
export function Countdown({ until, before, after }: Props) {
  const left = useNowAs((now) => Math.max(0, Math.ceil((until - now) / 1_000)));
  return (
    <span role="timer" style={{ fontVariantNumeric: "tabular-nums" }}>
      {left === 0 ? after : `${before}${shortWait(left)}.`}
    </span>
  );
}
