/** What an incoming webhook's answer comes to. */
export interface WebhookAnswer {
  ok: boolean;
  /** the status, or the one that its text names: some answer 200 and tell of a failure */
  status: number;
  /** a sentence with the channel's own word, where it is a plain code */
  problem: string;
  /** the address or its channel is no more, whatever the message says */
  gone: boolean;
}

/** Slack's words (api.slack.com/messaging/webhooks) and those of its kin that are about the channel, not about the message. */
const goneWords = new Set([
  "no_service",
  "no_service_id",
  "no_team",
  "no_active_hooks",
  "team_disabled",
  "channel_not_found",
  "channel_is_archived",
  "action_prohibited",
  "posting_to_general_channel_denied",
  "invalid_token",
  "unknown_webhook",
]);
/** Nobody is behind that address any more, or it may not be used. */
const goneStatuses = [401, 403, 404, 410];

/** Reads status and text. Microsoft Teams answers 200 and says in a sentence that the message was not delivered. */
export function readWebhookAnswer(httpStatus: number, body: string): WebhookAnswer {
  const failure = httpStatus < 300 ? failureIn(body) : null;
  if (httpStatus < 300 && failure === null)
    return { ok: true, status: httpStatus, problem: "", gone: false };
  const status = failure?.status ?? httpStatus;
  if (httpStatus >= 300 && httpStatus < 400) {
    const problem = `The webhook answers ${httpStatus}, a redirect.`;
    return { ok: false, status, problem, gone: true };
  }
  const word = wordOf(body);
  const saying = word === null ? "" : `: ${word}`;
  const problem = failure
    ? `The webhook answers ${httpStatus}, but the message was not delivered${saying}.`
    : `The webhook answers ${httpStatus}${saying}.`;
  const gone = word === null ? goneStatuses.includes(status) : isGone(word, status);
  return { ok: false, status, problem, gone };
}

/** A word about the message wins over a status that both share. */
function isGone(word: string, status: number): boolean {
  return goneWords.has(word) || status === 404 || status === 410;
}

/** A failure that an answer of 200 tells of: its status, where one is named, else 400. */
function failureIn(body: string): { status: number } | null {
  const said = parsed(body);
  const negative = said !== null && (said["ok"] === false || said["success"] === false);
  const failed = /\b(?:delivery failed|returned HTTP error|failed with error)\b/i.test(body);
  if (!negative && !failed) return null;
  const [, named] = /\bHTTP error (\d{3})\b/i.exec(body) ?? [];
  return { status: named === undefined ? 400 : Number(named) };
}

/** The channel's own word, where it is a code and nothing else: a sentence could carry the address. */
function wordOf(body: string): string | null {
  const said = parsed(body);
  const text = [said?.["error"], said?.["id"], body.trim()].find((part) => isWord(part));
  return typeof text === "string" ? text : null;
}

const isWord = (part: unknown): boolean =>
  typeof part === "string" && /^[a-z][a-z_.-]{2,59}$/i.test(part);

function parsed(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
