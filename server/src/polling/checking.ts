import type { Context } from "../domain/context.ts";
import type { BackOff } from "./back-off.ts";
import type { CheckPlan } from "./check-plan.ts";
import type { PendingOwners } from "./pending-owners.ts";

/** What the checks of one poller share. */
export interface Checking {
  ctx: Context;
  pendingOwners: PendingOwners;
  backOff: BackOff;
  plan: CheckPlan;
  /** Nothing more is asked: the console ends, or StackOne wants to be left alone. */
  isDone(): boolean;
}
