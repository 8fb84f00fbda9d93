import type { ConnectSessionRow } from "./connect-session.ts";
import type { StaffContext } from "./context.ts";
import { echoProblems } from "./echo.ts";
import { nextLookAt } from "./observe-next-look.ts";
import type { CreatedAtStackOne } from "./ports/stackone.ts";
import type { Repositories } from "./ports/store.ts";
import { staffTimelineEntry } from "./timeline-entry.ts";
import { bindUpstream } from "./upstream.ts";

/** Writes down what StackOne answered, with the secrets; the row that it replaces learns of it in the same transaction. */
export async function completeConnectSession(
  ctx: StaffContext,
  intent: ConnectSessionRow,
  created: CreatedAtStackOne,
): Promise<ConnectSessionRow> {
  const otherProject = await bindUpstream(ctx, created.projectId);
  const answered = withAnswer(ctx, intent, created, otherProject);
  const { row, old } = await ctx.store.transaction(async (tx) => {
    const written = await tx.connectSessions.update(answered);
    if (!written) throw new Error("the row was changed meanwhile");
    await tx.connectSessions.keepSecrets(intent.id, {
      authLink: created.authLink,
      token: created.token,
    });
    await tx.connectSessions.addTimeline(intent.id, [
      staffTimelineEntry(ctx, {
        progress: "waiting",
        text: "The auth link was created. StackOne does not tell when it is opened.",
      }),
      ...written.problems.map(({ code, message }) =>
        staffTimelineEntry(ctx, { progress: "waiting", code, text: message }),
      ),
    ]);
    return {
      row: written,
      old: intent.supersedes && (await supersede(ctx, tx, intent.supersedes, intent.id)),
    };
  });
  if (old) ctx.live.changed(old);
  ctx.live.changed(row);
  return row;
}

function withAnswer(
  ctx: StaffContext,
  intent: ConnectSessionRow,
  { id, authLink, createdAt, echo }: CreatedAtStackOne,
  otherProject: boolean,
): ConnectSessionRow {
  const now = ctx.clock.now();
  const endsAt = createdAt + intent.expiresIn * 1000;
  const message =
    "Do not send this link. StackOne made it in another project than the one of this console's records.";
  const answered: ConnectSessionRow = {
    ...intent,
    stackoneId: id,
    echo,
    startedAt: createdAt,
    endsAt,
    expiresAt: endsAt - ctx.stackone.clockSkew(),
    progress: "waiting",
    progressSince: now,
    problems: [
      ...echoProblems(intent.request, echo),
      ...(otherProject ? [{ code: "other_project", message }] : []),
    ],
    linkMask: maskLink(authLink),
    linkHeld: true,
    activeAt: now,
  };
  // A link that nobody has can have done nothing yet; whoever opens its page has it looked at at once.
  return { ...answered, nextLookAt: nextLookAt(answered, ctx.live.checkEvery(answered), now) };
}

/** The link's host, nothing of what carries the token. */
function maskLink(authLink: string): string {
  const [, scheme, host] = /^([a-z]+:\/\/)(?:[^/?#@]*@)?([^/?#]+)/i.exec(authLink) ?? [];
  return scheme && host ? `${scheme}${host}/…••••` : "…••••";
}

/** The old link goes on being followed: it still opens until it expires. */
async function supersede(
  ctx: StaffContext,
  tx: Repositories,
  oldId: string,
  newId: string,
): Promise<ConnectSessionRow | null> {
  const before = await tx.connectSessions.get(oldId);
  if (!before) return null;
  const old = await tx.connectSessions.update({ ...before, supersededBy: newId });
  if (!old) throw new Error("the row that was re-issued was changed meanwhile");
  const text =
    "Re-issued. This link still opens until it expires, and the console goes on watching it.";
  await tx.connectSessions.addTimeline(oldId, [
    staffTimelineEntry(ctx, { progress: old.progress, text }),
  ]);
  return old;
}
