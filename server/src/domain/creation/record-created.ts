import { changeConnectSession } from "../connect-session/change.ts";
import { requestOf } from "../connect-session-request.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { StaffContext } from "../context.ts";
import { dismissSameRequest } from "./dismiss-same-request.ts";
import { echoProblems } from "./compare-echo.ts";
import { nextCheckAt } from "../progress/schedule.ts";
import type { CreatedAtStackOne } from "../ports/stackone.ts";
import type { Repositories } from "../ports/store.ts";
import { staffTimelineEntry } from "../connect-session/timeline-entry.ts";
import { bindUpstream } from "../stackone-project.ts";

/** Writes down what StackOne answered, with the secrets, on top of what the row is by then; the row that it replaces learns of it in the same transaction. */
export async function completeConnectSession(
  ctx: StaffContext,
  intent: ConnectSessionRow,
  created: CreatedAtStackOne,
): Promise<ConnectSessionRow> {
  const { id, supersedes } = intent;
  const otherProject = await bindUpstream(ctx, created.projectId);
  const others: ConnectSessionRow[] = [];
  const row = await changeConnectSession(
    ctx,
    id,
    async (before, tx) => {
      if (before.progress !== "creating") throw new Error("the row has its end already");
      const replaced = supersedes === null ? undefined : await tx.connectSessions.get(supersedes);
      const assignment = replaced ? carriedOver(intent, before, replaced) : {};
      return { ...withAnswer(ctx, before, created, otherProject), ...assignment };
    },
    async (tx, written) => {
      const { authLink, token } = created;
      await tx.connectSessions.keepSecrets(id, { authLink, token });
      await tx.connectSessions.addTimeline(id, timelineOf(ctx, written));
      const old = supersedes === null ? null : await supersede(ctx, tx, supersedes, id);
      others.push(...(old ? [old] : []), ...(await dismissSameRequest(ctx, tx, written)));
    },
    // only a re-issue may have got its assignee while StackOne was asked
    supersedes === null ? "update" : "assign",
  );
  for (const other of others) ctx.live.changed(other);
  ctx.live.changed(row);
  return row;
}

function timelineOf(ctx: StaffContext, { problems }: ConnectSessionRow) {
  return [
    staffTimelineEntry(ctx, {
      progress: "waiting",
      text: "The auth link was created. StackOne does not tell when it is opened.",
    }),
    ...problems.map(({ code, message }) =>
      staffTimelineEntry(ctx, { progress: "waiting", code, text: message }),
    ),
  ];
}

/** Assignee and ticket of a re-issued row: what was changed on either row while StackOne was asked; on both, the new row's wins. */
function carriedOver(
  intent: ConnectSessionRow,
  before: ConnectSessionRow,
  replaced: ConnectSessionRow,
): Pick<ConnectSessionRow, "assignee" | "ticket"> {
  const handed = before.assignee?.id !== intent.assignee?.id;
  return {
    assignee: handed ? before.assignee : replaced.assignee,
    ticket: before.ticket === intent.ticket ? replaced.ticket : before.ticket,
  };
}

function withAnswer(
  ctx: StaffContext,
  before: ConnectSessionRow,
  { id, authLink, createdAt, echo }: CreatedAtStackOne,
  otherProject: boolean,
): ConnectSessionRow {
  const now = ctx.clock.now();
  const endsAt = createdAt + before.choices.expiresIn * 1000;
  const message =
    "Do not send this link. StackOne made it in another project than the one of this console's records.";
  const answered: ConnectSessionRow = {
    ...before,
    stackoneId: id,
    echo,
    startedAt: createdAt,
    endsAt,
    expiresAt: endsAt - ctx.stackone.clockSkew(),
    progress: "waiting",
    progressSince: now,
    problems: [
      ...echoProblems(requestOf(before), echo),
      ...(otherProject ? [{ code: "other_project", message }] : []),
    ],
    linkMask: maskLink(authLink),
    linkHeld: true,
    activeAt: now,
  };
  // A link that nobody has can have done nothing yet; whoever opens its page has it looked at at once.
  return { ...answered, nextCheckAt: nextCheckAt(answered, ctx.live.checkEvery(answered), now) };
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
