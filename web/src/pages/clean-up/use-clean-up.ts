import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { deleteAmongMany, checkAgain, refreshAccounts } from "../../api/account-deletion.ts";
import { runCleanUp, type End, type Outcome } from "./run-clean-up.ts";

export interface CleanUpRun {
  outcomes: ReadonlyMap<string, Outcome>;
  running: boolean;
  /** the person pressed Stop, and one account is still under way */
  stopping: boolean;
  /** null: never begun, or under way */
  end: End | null;
  start(ids: string[]): Promise<void>;
  stop(): void;
  /** Asks whether an account of which nothing is known is gone; says when StackOne had it, where it did. Throws `ApiProblem`. */
  checkAtStackOne(id: string): Promise<string | null>;
}

/** A clean-up that goes on only while somebody has it on the screen. */
export function useCleanUp(): CleanUpRun {
  const queryClient = useQueryClient();
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const [state, setState] = useState({ running: false, stopping: false, end: null as End | null });
  const isStopped = useRef(false);
  const report = (id: string, outcome: Outcome) =>
    setOutcomes((before) => new Map(before).set(id, outcome));
  // whoever leaves the page stops what goes on outside of React
  useEffect(() => () => void (isStopped.current = true), []);

  return {
    outcomes,
    ...state,
    async start(ids) {
      isStopped.current = false;
      setState({ running: true, stopping: false, end: null });
      const end = await runCleanUp(ids, {
        remove: deleteAmongMany,
        report,
        isStopped: () => isStopped.current,
      });
      setState({ running: false, stopping: false, end });
      await refreshAccounts(queryClient);
    },
    stop() {
      isStopped.current = true;
      setState((before) => ({ ...before, stopping: true }));
    },
    async checkAtStackOne(id) {
      const { goneAt, readAt } = await checkAgain(id);
      if (goneAt !== null) report(id, { state: "deleted" });
      await refreshAccounts(queryClient);
      return goneAt === null ? readAt : null;
    },
  };
}
