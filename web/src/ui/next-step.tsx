import { ApiProblem, nextStep } from "../api/api-problem.ts";
import { Countdown } from "./countdown.tsx";

/** What to do about a problem; where the server said when, with the time counted down. */
export function NextStep({ problem }: { problem: ApiProblem }) {
  const { retryAt, detail } = problem;
  if (retryAt === null) return nextStep(problem);
  return (
    <>
      {detail.hint !== undefined && `${detail.hint} `}
      <Countdown until={retryAt} before="Try again in " after="You can try again now." />
    </>
  );
}

/** An error in a line: what happened, and when to try again where the server said so. */
export function ShortProblem({ error }: { error: Error }) {
  const waits = error instanceof ApiProblem && error.retryAt !== null;
  return (
    <>
      {error.message} {waits && <NextStep problem={error} />}
    </>
  );
}
