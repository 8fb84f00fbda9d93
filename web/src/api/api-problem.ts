import type { ApiError, ErrorCode } from "@connect-console/shared/api-error";

/** `unreachable`: no answer came; `unreadable`: an answer came that the page does not understand. */
export type ProblemCode = ErrorCode | "unreachable" | "unreadable";

/**
 * What went wrong with a request, in words that a person can act on. `requestId` is empty where no answer came; `retryAt` (epoch ms by
 * the server's clock) is when another try may fare better, where the answer said so.
 */
export class ApiProblem extends Error {
  readonly code: ProblemCode;
  readonly detail: Partial<ApiError["error"]>;
  readonly retryAt: number | null;

  constructor(
    code: ProblemCode,
    message: string,
    detail: Partial<ApiError["error"]> = {},
    retryAt: number | null = null,
  ) {
    super(message);
    this.name = "ApiProblem";
    this.code = code;
    this.detail = detail;
    this.retryAt = retryAt;
  }
}

/** Whether the same question may be answered a moment later. */
export function mayPass(error: unknown): boolean {
  const passing = ["unreachable", "stackone_unavailable", "stackone_rate_limited"];
  return error instanceof ApiProblem && passing.includes(error.code);
}

/** The next step for each way of failing; the server's own hint wins. */
export function nextStep(problem: ApiProblem): string {
  if (problem.detail.hint) return problem.detail.hint;
  switch (problem.code) {
    case "unreachable":
      return navigator.onLine
        ? "Check your network and that the console is running, then try again."
        : "Connect to the network, then try again.";
    case "unreadable":
      return "Reload the page; the console may have been updated meanwhile.";
    case "invalid_input":
      return "Put the marked fields right and try again.";
    case "not_signed_in":
      return "Sign in again; the page keeps its address.";
    case "not_allowed":
      return "Ask somebody with the right role to do it, or to give you that role.";
    case "not_found":
      return "Check the address, or look for it in the lists.";
    case "conflict":
      return "Reload to see how it stands now.";
    case "outcome_changed":
      return "Read what the link will do now, then press the button again.";
    case "blocked":
      return "Read the reasons under “What this link will do”; each has its cure.";
    case "too_large":
      return "Shorten the texts and try again.";
    case "too_many_requests":
      return "Wait a minute and try again.";
    case "stackone_rejected":
      return "Change what StackOne objects to and try again.";
    case "stackone_unauthorized":
      return "The person who runs the console must give it a valid StackOne key.";
    case "stackone_unavailable":
    case "stackone_rate_limited":
      return "Try again in a minute.";
    case "store_unavailable":
      return "Tell the console admin, then try again once there is room.";
    case "unsupported_media_type":
    case "internal":
      return "Try again; if it stays, tell the person who runs the console the request id.";
    default:
      return problem.code satisfies never;
  }
}
