import type { ConnectSession } from "@connect-console/shared/connect-session";
import { explainError, replyTo } from "@connect-console/shared/explanation/explain";
import { dateWithZone } from "../ui/times.ts";
import { linkMark, type MessageKind, messageTemplates } from "./message-templates.ts";

type Row = Pick<
  ConnectSession,
  | "owner"
  | "provider"
  | "categories"
  | "predicted"
  | "expiresAt"
  | "progress"
  | "attempt"
  | "supersedes"
  | "copiedAt"
>;

/** ms after which a link that was sent calls for a reminder */
const remindAfter = 24 * 3_600_000;

/** Which template fits: a link that was tried in vain or sent long ago is followed up, else it is what it was made for. */
export function messageKind(row: Row, now: number): MessageKind {
  const tried = row.progress === "stalled" || row.progress === "attempt_failed";
  const sentLongAgo = row.copiedAt !== null && now - Date.parse(row.copiedAt) > remindAfter;
  if (tried || sentLongAgo) return "reminder";
  if (row.supersedes !== null) return "reissue";
  return row.predicted.kind === "edit" ? "repair" : "first";
}

export interface Message {
  subject: string;
  /** with `linkMark` where the link stands */
  text: string;
  /** what the link reads as in rich text */
  linkText: string;
}

/** A template filled in for this row; dates are in `timeZone`, the reader's, and name it. */
export function composeMessage(
  row: Row,
  kind: MessageKind,
  { providerName, timeZone }: { providerName?: string | undefined; timeZone?: string } = {},
): Message {
  const system = systemOf(row, providerName);
  const words: Record<string, string> = {
    system,
    owner: row.owner.name,
    does: whatItDoes(row, system),
    until:
      row.expiresAt === null
        ? ""
        : `The link works until ${dateWithZone(row.expiresAt, timeZone)}.`,
    last: lastTry(row, system),
  };
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? "").trim();
  const { subject, linkText, paragraphs } = messageTemplates[kind];
  return {
    subject: fill(subject),
    linkText: fill(linkText),
    text: paragraphs
      .map(fill)
      .filter((paragraph) => paragraph !== "")
      .join("\n\n"),
  };
}

/** The provider's name where one is known, else what the customer will choose from. */
function systemOf({ provider, categories }: Row, providerName?: string): string {
  if (provider !== null) return providerName ?? provider;
  return categories.length > 0 ? `your ${categories.join(" or ")} system` : "your system";
}

function whatItDoes({ predicted }: Row, system: string): string {
  switch (predicted.kind) {
    case "edit":
      return `It opens the connection to ${system} that is already there, so that you can sign in again.`;
    case "depends":
      return "You choose your system there and sign in to it; afterwards the two systems are linked.";
    case "create":
    case "blocked":
      return `It takes you through signing in to ${system}; afterwards the two systems are linked.`;
    default:
      return predicted.kind satisfies never;
  }
}

/** Why the last try failed, in words for the customer where the error is known and theirs to mend. */
function lastTry({ progress, attempt }: Row, system: string): string {
  if (progress === "stalled") return "A sign-in was begun but not finished; please begin again.";
  if (progress !== "attempt_failed") return "";
  const known =
    attempt && explainError({ code: attempt.errorCode, text: attempt.errorDescription });
  const theirs = known?.acts === "customer" || known?.acts === "customers_administrator";
  const reply = known && theirs ? replyTo(known, system) : null;
  return reply ?? "The last sign-in did not go through; please try once more.";
}

/** Whether the link would be in the message at all. */
export function carriesLink(text: string): boolean {
  return text.includes(linkMark);
}

/** The message as text. */
export function withLink(text: string, authLink: string): string {
  return text.replaceAll(linkMark, () => authLink);
}

/** The message as HTML, the link behind its words. */
export function richMessage({ text, linkText }: Message, authLink: string): string {
  const anchor = `<a href="${escapeHtml(authLink)}">${escapeHtml(linkText)}</a>`;
  return text
    .split(/\n{2,}/)
    .map((paragraph) => escapeHtml(paragraph).replaceAll("\n", "<br>"))
    .map((paragraph) => `<p>${paragraph.replaceAll(linkMark, () => anchor)}</p>`)
    .join("");
}

/** An address that the mail program opens; it carries the link, so it must not be shown or kept. */
export function mailtoOf({ subject, text }: Message, authLink: string): string {
  const body = withLink(text, authLink).replaceAll("\n", "\r\n");
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}
