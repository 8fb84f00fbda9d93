import type { Progress, TimelineEntry } from "@connect-console/shared/connect-session";
import { actorReference } from "../audit-entry.ts";
import type { Context } from "../context.ts";
import { isoTime } from "../iso-time.ts";

/** One line of a row's timeline for what staff, or the console for them, just did. */
export function staffTimelineEntry(
  ctx: Pick<Context, "actor" | "clock" | "ids">,
  facts: { progress: Progress; text: string; code?: string; evidence?: TimelineEntry["evidence"] },
): TimelineEntry {
  return {
    id: ctx.ids.next(),
    at: isoTime(ctx.clock.now()),
    progress: facts.progress,
    evidence: facts.evidence ?? "staff",
    code: facts.code ?? null,
    text: facts.text,
    by: ctx.actor.kind === "staff" ? actorReference(ctx.actor) : null,
  };
}
