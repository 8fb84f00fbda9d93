import type { StackOneCheckRun, StackOneQuestion } from "@connect-console/shared/stackone-check";
import type { StaffContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { isoTime } from "../iso-time.ts";
import type { StackOneProbe } from "../ports/stackone-probe.ts";
import { askStackOne, type CheckFacts, CheckStopped } from "./questions.ts";

/** A run of this console, with what it only knows for itself. */
export type ActiveRun = StackOneCheckRun & { facts: CheckFacts; work: Promise<void> };

/** A run that may begin. */
export interface CheckPlan {
  owner: { id: string; name: string };
  provider: string;
  /** accounts of the owner before the run */
  before: ReadonlySet<string>;
}

/** A run that has not begun. */
export function createRun(
  ctx: StaffContext,
  { owner, provider, before }: CheckPlan,
  wait: (ms: number) => Promise<void>,
): ActiveRun {
  const facts: CheckFacts = {
    owner,
    provider,
    before,
    stopped: false,
    wait,
    authLink: null,
    madeAccountId: null,
    leftBehind: null,
    answer: null,
    say: (doing) => void (run.doing = doing),
    complain: (problem) => void (run.problem = problem),
    waitFor: (step) => {
      run.state = step === null ? "running" : "waiting_for_person";
      run.waitsFor = step;
      run.problem = null;
    },
    found: (question: StackOneQuestion, value: string) =>
      ctx.store.stackoneAnswers.put(question, value, ctx.clock.now()),
  };
  const run: ActiveRun = {
    state: "running",
    owner,
    provider,
    startedAt: isoTime(ctx.clock.now()),
    doing: "Starting…",
    waitsFor: null,
    problem: null,
    leftBehind: null,
    facts,
    work: Promise.resolve(),
  };
  return run;
}

/** Asks everything and says in the run what came of it. Never throws. */
export async function performRun(
  ctx: StaffContext,
  probe: StackOneProbe,
  run: ActiveRun,
): Promise<void> {
  try {
    await askAll(ctx, probe, run);
  } catch (error) {
    run.state = "failed";
    run.problem = sentenceOf(ctx, error);
  }
}

async function askAll(ctx: StaffContext, probe: StackOneProbe, run: ActiveRun): Promise<void> {
  try {
    await askStackOne(ctx, probe, run.facts);
    run.state = "done";
    run.doing = "Every question was asked.";
  } catch (error) {
    run.state = error instanceof CheckStopped ? "stopped" : "failed";
    run.doing = error instanceof CheckStopped ? "The check was stopped." : "The check failed.";
    run.problem = error instanceof CheckStopped ? null : sentenceOf(ctx, error);
  }
  run.waitsFor = null;
  run.leftBehind = run.facts.leftBehind;
  await ctx.store.stackoneAnswers.putRun(null);
}

/** The run as it is kept and shown: what it only knows for itself stays inside. */
export function withoutFacts(run: StackOneCheckRun): StackOneCheckRun {
  const { state, owner, provider, startedAt, doing, waitsFor, problem, leftBehind } = run;
  return { state, owner, provider, startedAt, doing, waitsFor, problem, leftBehind };
}

/** A run of before a restart: what it made may still be at StackOne. */
export function interrupted(text: string | null): StackOneCheckRun | null {
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
