import type { StackOneAnswers } from "../ports/stackone-probe.ts";

/** The answers of the StackOne check, in memory. */
export function memoryAnswers(): StackOneAnswers {
  const answers = new Map<string, { value: string; at: number }>();
  let kept: string | null = null;
  return {
    all: async () => new Map(answers),
    async put(question, value, at) {
      answers.set(question, { value, at });
    },
    run: async () => kept,
    async putRun(run) {
      kept = run;
    },
  };
}
