import { notificationSentence } from "./sentence.ts";
import type { OutboxMessage } from "../ports/outbox.ts";

/** The team's message in Slack's mrkdwn: whom it concerns, the sentence, and the console's page; escaped, so that a name calls nobody and looks like a name, there and in Mattermost or Rocket.Chat. */
export function messageText(message: OutboxMessage, publicUrl: string): string {
  const { kind, facts, recipients, unanswered } = message;
  const test = facts.type === "test" ? "[TEST] " : "";
  const again = unanswered ? " (Perhaps for the second time: the first try was not answered.)" : "";
  const sentence = `${test}For ${names(recipients)}: ${notificationSentence(kind, facts)}${again}`;
  return `${escaped(sentence)}\n${publicUrl}${pageOf(message)}`;
}

/** What an admin sends to see whether it arrives. */
export function testMessageText(staffName: string, publicUrl: string): string {
  return `${escaped(`A test message of the connect console, sent by ${names([staffName])}.`)}\n${publicUrl}/settings`;
}

function pageOf({ kind, connectSessionId, accountId }: OutboxMessage): string {
  if (accountId !== null && (kind === "broken" || connectSessionId === null))
    return `/accounts/${encodeURIComponent(accountId)}`;
  return connectSessionId === null
    ? "/notifications"
    : `/connect-sessions/${encodeURIComponent(connectSessionId)}`;
}

function names(people: string[]): string {
  return people.map((name) => name.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim()).join(" and ");
}

/** Neither dialect can escape all of the other's signs, so what one of them would act on becomes a look-alike, or is parted. */
const lookAlikes: Record<string, string> = { "*": "∗", "`": "ˋ", "~": "∼", _: "ˍ" };
const parting = "\u200b";

function escaped(text: string): string {
  return text
    .replace(/[*`~]|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, (signs) =>
      signs.replace(/./gu, (sign) => lookAlikes[sign] ?? sign),
    )
    .replace(/@(?=[\p{L}\p{N}])/gu, `@${parting}`)
    .replace(/:(?=[\p{L}\p{N}_+-]+:)/gu, `:${parting}`)
    .replaceAll("](", `]${parting}(`)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
