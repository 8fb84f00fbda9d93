import type {
  StackOneCheck,
  StackOneCheckRun,
  StackOneCheckStart,
  StackOneCheckStep,
} from "@connect-console/shared/stackone-check";
import { auditEntry } from "../audit-entry.ts";
import type { StaffContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { requirePermission } from "../permissions.ts";
import type { StackOneProbe } from "../ports/stackone-probe.ts";
import { type ActiveRun, createRun, interrupted, performRun, withoutFacts } from "./run.ts";
import { requireUntouched } from "./untouched.ts";
import { answersToApi, answersToSwitches } from "./words.ts";

/** The day-one check: one run at a time, by an admin, with one owner (docs/operation.md). */
export interface StackOneChecker {
  read(ctx: StaffContext): Promise<StackOneCheck>;
  /** `conflict` while another one runs; `invalid_input` for an owner or provider with which it would touch what is there. */
  start(ctx: StaffContext, input: StackOneCheckStart): Promise<StackOneCheck>;
  /** What a person answers to the step that waits; `conflict` where that step does not wait any more. */
  step(ctx: StaffContext, input: StackOneCheckStep): Promise<StackOneCheck>;
  /** The auth link that the person is to open; audited. */
  link(ctx: StaffContext): Promise<{ authLink: string }>;
  /** Resolves when no run goes on. */
  settled(): Promise<void>;
  stop(): void;
}

const target = { kind: "settings", id: null };
const running: ReadonlySet<StackOneCheckRun["state"]> = new Set(["running", "waiting_for_person"]);

/** `wait` resolves after so many milliseconds, or earlier when the console ends. */
export function createStackOneChecker(
  probe: StackOneProbe,
  wait: (ms: number) => Promise<void>,
): StackOneChecker {
  let run: ActiveRun | null = null;
  return {
    async read(ctx) {
      await allow(ctx, "stackone.check");
      return toApi(ctx, run);
    },
    async start(ctx, input) {
      await allow(ctx, "stackone.check");
      if (run && running.has(run.state))
        throw new DomainError("conflict", "A check is already running. Wait for it, or stop it.");
      const active = createRun(ctx, await requireUntouched(ctx, input), wait);
      run = active;
      const fields = ["ownerId", "provider"];
      const done = { action: "stackone.check", target, fields, outcome: "done" } as const;
      await ctx.store.audit.append(auditEntry(ctx, done));
      await ctx.store.stackoneAnswers.putRun(JSON.stringify(withoutFacts(active)));
      active.work = performRun(ctx, probe, active);
      return toApi(ctx, run);
    },
    async step(ctx, { step, act }) {
      await allow(ctx, "stackone.check");
      if (!run || !running.has(run.state) || (act !== "stop" && run.waitsFor !== step))
        throw new DomainError("conflict", "This step is over. Reload to see where the check is.");
      if (act === "stop") run.facts.stopped = true;
      run.facts.answer?.(act);
      return toApi(ctx, run);
    },
    async link(ctx) {
      await allow(ctx, "stackone.check_link");
      const authLink = run?.facts.authLink ?? null;
      if (authLink === null)
        throw new DomainError("conflict", "There is no link to open at this step.");
      const facts = { action: "stackone.check_link", target } as const;
      await ctx.store.audit.append(auditEntry(ctx, { ...facts, outcome: "done" }));
      return { authLink };
    },
    async settled() {
      await run?.work;
    },
    stop() {
      if (run) run.facts.stopped = true;
      run?.facts.answer?.("stop");
    },
  };
}

function allow(ctx: StaffContext, action: "stackone.check" | "stackone.check_link"): Promise<void> {
  return requirePermission(ctx, "settings.write", { ...target, action });
}

async function toApi({ store }: StaffContext, run: ActiveRun | null): Promise<StackOneCheck> {
  const known = await store.stackoneAnswers.all();
  const kept = run ?? interrupted(await store.stackoneAnswers.run());
  return {
    run: kept && withoutFacts(kept),
    answers: answersToApi(known),
    switches: answersToSwitches(known),
  };
}
