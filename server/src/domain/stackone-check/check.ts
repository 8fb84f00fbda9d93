import type {
  StackOneCheck,
  StackOneCheckRun,
  StackOneCheckStart,
  StackOneCheckStep,
  StackOneQuestion,
} from "@connect-console/shared/stackone-check";
import { auditEntry } from "../audit-entry.ts";
import type { StaffContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { findOwner } from "../owner/find-owner.ts";
import { isoTime } from "../iso-time.ts";
import { requirePermission } from "../permissions.ts";
import type { StackOneProbe } from "../ports/stackone-probe.ts";
import { askStackOne, type CheckFacts, CheckStopped } from "./questions.ts";
import { answersToApi, answersToSwitches } from "./words.ts";
import { readingStackOne } from "../stackone-error.ts";

type ActiveRun = StackOneCheckRun & { facts: CheckFacts; work: Promise<void> };

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

  const toApi = async ({ store }: StaffContext): Promise<StackOneCheck> => {
    const known = await store.stackoneAnswers.all();
    const kept = run ?? interrupted(await store.stackoneAnswers.run());
    return {
      run: kept && withoutFacts(kept),
      answers: answersToApi(known),
      switches: answersToSwitches(known),
    };
  };
  const allow = (ctx: StaffContext, action: "stackone.check" | "stackone.check_link") =>
    requirePermission(ctx, "settings.write", { ...target, action });

  const perform = async (ctx: StaffContext, active: ActiveRun): Promise<void> => {
    const { facts } = active;
    try {
      await askStackOne(ctx, probe, facts);
      active.state = "done";
      active.doing = "Every question was asked.";
    } catch (error) {
      active.state = error instanceof CheckStopped ? "stopped" : "failed";
      active.doing = error instanceof CheckStopped ? "The check was stopped." : "The check failed.";
      active.problem = error instanceof CheckStopped ? null : sentenceOf(ctx, error);
    }
    active.waitsFor = null;
    active.leftBehind = facts.leftBehind;
    await ctx.store.stackoneAnswers.putRun(null);
  };

  return {
    async read(ctx) {
      await allow(ctx, "stackone.check");
      return toApi(ctx);
    },
    async start(ctx, input) {
      await allow(ctx, "stackone.check");
      if (run && running.has(run.state))
        throw new DomainError("conflict", "A check is already running. Wait for it, or stop it.");
      const owner = await findOwner(ctx, input.ownerId);
      if (!owner)
        throw invalid(
          "ownerId",
          "Neither this console nor StackOne knows this owner. Add it first.",
        );
      const providers = await readingStackOne(() => ctx.stackone.listProviders("interactive"));
      if (!providers.some(({ key }) => key === input.provider))
        throw invalid("provider", "This provider isn't enabled in StackOne.");
      const before = await readingStackOne(() =>
        ctx.stackone.listAccountsOfOwners([owner.id], "interactive"),
      ).catch((error: unknown) => {
        // whether accounts can be read at all is one of the questions
        if (error instanceof DomainError && error.code === "stackone_rejected") return [];
        throw error;
      });
      if (before.some(({ provider }) => provider === input.provider))
        throw invalid(
          "provider",
          `${owner.name} already has an account at this provider. Choose one where it has none, so that the check touches nothing of theirs.`,
        );
      const active: ActiveRun = {
        state: "running",
        owner: { id: owner.id, name: owner.name },
        provider: input.provider,
        startedAt: isoTime(ctx.clock.now()),
        doing: "Starting…",
        waitsFor: null,
        problem: null,
        leftBehind: null,
        facts: {
          owner: { id: owner.id, name: owner.name },
          provider: input.provider,
          before: new Set(before.map(({ id }) => id)),
          stopped: false,
          wait,
          authLink: null,
          madeAccountId: null,
          leftBehind: null,
          answer: null,
          say: (doing) => void (active.doing = doing),
          complain: (problem) => void (active.problem = problem),
          waitFor: (step) => {
            active.state = step === null ? "running" : "waiting_for_person";
            active.waitsFor = step;
            active.problem = null;
          },
          found: (question: StackOneQuestion, value: string) =>
            ctx.store.stackoneAnswers.put(question, value, ctx.clock.now()),
        },
        work: Promise.resolve(),
      };
      run = active;
      const fields = ["ownerId", "provider"];
      const done = { action: "stackone.check", target, fields, outcome: "done" } as const;
      await ctx.store.audit.append(auditEntry(ctx, done));
      await ctx.store.stackoneAnswers.putRun(JSON.stringify(withoutFacts(active)));
      active.work = perform(ctx, active).catch((error: unknown) => {
        active.state = "failed";
        active.problem = sentenceOf(ctx, error);
      });
      return toApi(ctx);
    },
    async step(ctx, { step, act }) {
      await allow(ctx, "stackone.check");
      if (!run || !running.has(run.state) || (act !== "stop" && run.waitsFor !== step))
        throw new DomainError("conflict", "This step is over. Reload to see where the check is.");
      if (act === "stop") run.facts.stopped = true;
      run.facts.answer?.(act);
      return toApi(ctx);
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

function withoutFacts(run: StackOneCheckRun): StackOneCheckRun {
  const { state, owner, provider, startedAt, doing, waitsFor, problem, leftBehind } = run;
  return { state, owner, provider, startedAt, doing, waitsFor, problem, leftBehind };
}

/** A run of before a restart: what it made may still be at StackOne. */
function interrupted(text: string | null): StackOneCheckRun | null {
  if (text === null) return null;
  const before = JSON.parse(text) as StackOneCheckRun;
  return {
    ...before,
    state: "interrupted",
    waitsFor: null,
    doing: "The console was restarted during this check.",
    leftBehind: `If you connected a test account for ${before.owner.name} during it, delete it on its page.`,
  };
}

function sentenceOf(ctx: StaffContext, error: unknown): string {
  if (error instanceof DomainError) return error.message;
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : "unknown";
  ctx.log.error({ requestId: ctx.requestId, reason }, "the check of StackOne failed");
  return "Something went wrong inside the console. The log says more.";
}

function invalid(field: string, message: string): DomainError {
  return new DomainError("invalid_input", message, { fields: { [field]: message } });
}
