import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import { ApiProblem } from "../api/api-problem.ts";
import { onDemand } from "../api/on-demand.ts";

const Nothing = (): null => null;

/** A part of the page that is loaded when it is first shown. Where the sign-in has ended at a proxy it stays empty: the frame says so, and what was typed around it stays. */
// oxlint-disable-next-line typescript/no-explicit-any -- as React's own `lazy`: any props
export function lazyPart<Part extends ComponentType<any>>(
  load: () => Promise<Part>,
): LazyExoticComponent<Part> {
  return lazy(async () => {
    try {
      return { default: await onDemand(load)() };
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.code !== "not_signed_in") throw error;
      return { default: Nothing as unknown as Part };
    }
  });
}
