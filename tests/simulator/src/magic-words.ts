import type { Settings } from "./settings.ts";
import type { Trouble } from "./trouble-kinds.ts";

/** What a person can type to meet trouble: words in a label, and owners. This table is both the list and the behaviour. */

export interface MagicWord {
  word: string;
  where: "label" | "owner";
  effect: string;
  does:
    | { trouble: Omit<Trouble, "route">; route: string; oncePerLabel?: boolean }
    | { settings: Partial<Settings> }
    | { clockOffsetSeconds: number }
    | { calm: true };
}

const create = "POST /connect_sessions";

function onCreate(word: string, trouble: Omit<Trouble, "route">, effect: string): MagicWord {
  return { word: `sim:${word}`, where: "label", effect, does: { trouble, route: create } };
}

function onOwner(word: string, trouble: Omit<Trouble, "route">, effect: string): MagicWord {
  return {
    word: `sim-accounts-${word}`,
    where: "owner",
    effect: `Reading this owner's accounts: ${effect}`,
    does: { trouble, route: "GET /accounts*" },
  };
}

function onDelete(word: string, trouble: Omit<Trouble, "route">, effect: string): MagicWord {
  return {
    word: `sim-delete-${word}`,
    where: "owner",
    effect: `Deleting this owner's account: ${effect}`,
    does: { trouble, route: "DELETE /accounts/{id}" },
  };
}

function setting(word: string, settings: Partial<Settings>, effect: string): MagicWord {
  return {
    word: `sim:${word}`,
    where: "label",
    effect: `From now on: ${effect}`,
    does: { settings },
  };
}

export const magicWords: MagicWord[] = [
  onCreate("401", { kind: "unauthorized" }, "The key is refused (401) when the link is created."),
  onCreate("403", { kind: "forbidden" }, "The key may not create links (403)."),
  onCreate("429", { kind: "rate_limited" }, "Too many requests (429), Retry-After 30 s."),
  {
    word: "sim:429-once",
    where: "label",
    effect: "Too many requests (429, Retry-After 1 s) for the first try with this label only.",
    does: { trouble: { kind: "rate_limited", seconds: 1 }, route: create, oncePerLabel: true },
  },
  onCreate("500", { kind: "server_error" }, "A server error (500) as an HTML page."),
  onCreate("slow", { kind: "slow" }, "The answer takes 4 seconds."),
  onCreate("never", { kind: "never" }, "No answer ever comes; nothing is created."),
  onCreate("reset", { kind: "reset" }, "The connection is cut before anything is created."),
  onCreate("reset-after", { kind: "reset_after" }, "Created, but the connection is cut."),
  onCreate("wrong-shape", { kind: "wrong_shape" }, "Created, but the answer has another shape."),
  onCreate("not-json", { kind: "not_json" }, "Created, but the answer is not JSON."),
  onCreate("no-link", { kind: "no_link" }, "A 201 without auth_link_url."),
  onCreate("expires-at-once", { kind: "expires_at_once" }, "The link is expired from the start."),
  onCreate("link-error", { kind: "link_error" }, "Linking works, but the account is in error."),
  onCreate(
    "breaks-later",
    { kind: "breaks_later" },
    "Active at first, in error 30 seconds after linking.",
  ),
  onCreate(
    "refresh",
    { kind: "refresh" },
    "The account that the link edits or made is touched every 10 seconds in the background.",
  ),
  onCreate(
    "product-account",
    { kind: "product_account" },
    "5 seconds after creation the company's product makes an account for the same owner and provider.",
  ),
  onCreate(
    "second-account",
    { kind: "second_account" },
    "With “allow another account”: 10 seconds after linking, a second account from the same link.",
  ),
  onCreate("lag", { kind: "lag" }, "Accounts show the link 10 seconds late."),
  onCreate("echo-no-profile", { kind: "echo_no_profile" }, "The answer names no profile."),
  onCreate(
    "echo-other-profile",
    { kind: "echo_other_profile" },
    "StackOne ignores the chosen profile: answer and link use another one of the provider.",
  ),
  onCreate(
    "organization-number",
    { kind: "organization_number" },
    "organization_id comes as a number.",
  ),
  onCreate(
    "authenticate-401",
    { kind: "authenticate_unauthorized" },
    "The attempt cannot be read (401).",
  ),
  onCreate(
    "authenticate-403",
    { kind: "authenticate_refused" },
    "The attempt cannot be read (403).",
  ),
  onCreate(
    "authenticate-404",
    { kind: "authenticate_not_found" },
    "The attempt cannot be read (404).",
  ),
  onCreate(
    "reviewing",
    { kind: "unknown_status" },
    "After approval the attempt is “reviewing” (an unknown status) for 10 seconds.",
  ),
  onCreate(
    "reads-500",
    { kind: "reads_fail" },
    "After creation the next 3 reads of the owner's accounts answer 500.",
  ),
  ...(
    [
      ["late", "webhook_late", "comes 5 seconds late"],
      ["twice", "webhook_twice", "comes twice"],
      ["out-of-order", "webhook_out_of_order", "is followed by an older one"],
      ["lost", "webhook_lost", "never comes"],
      ["wrong-secret", "webhook_wrong_secret", "is signed with a wrong secret"],
      ["second-secret", "webhook_second_secret", "is signed with the second secret"],
      ["unknown-event", "webhook_unknown_event", "names an event that is not known"],
    ] as const
  ).map(([word, kind, what]) =>
    onCreate(`webhook-${word}`, { kind }, `The webhook of what this link does ${what}.`),
  ),
  setting("accounts-envelope", { accountsEnvelope: true }, "lists of accounts come as {data: []}."),
  setting("no-default", { profilesShowDefault: false }, "profiles do not say which is default."),
  setting(
    "no-account-profile",
    { accountsShowProfile: false, v2: false, actions: false },
    "nothing names an account's profile.",
  ),
  setting("auth-configs", { profilesPath: "auth_configs" }, "/connector_profiles answers 404."),
  {
    word: "sim:clock-ahead",
    where: "label",
    effect: "From now on: StackOne's clock is ten minutes ahead.",
    does: { clockOffsetSeconds: 600 },
  },
  {
    word: "sim:clock-behind",
    where: "label",
    effect: "From now on: StackOne's clock is ten minutes behind.",
    does: { clockOffsetSeconds: -600 },
  },
  {
    word: "sim:calm",
    where: "label",
    effect: "Ends every “from now on” and sets the clock right.",
    does: { calm: true },
  },
  onOwner("401", { kind: "unauthorized" }, "401."),
  onOwner("403", { kind: "forbidden" }, "403."),
  onOwner("429", { kind: "rate_limited", seconds: 5 }, "429 with Retry-After 5 s."),
  onOwner("500", { kind: "server_error" }, "500 as an HTML page."),
  onOwner("slow", { kind: "slow" }, "takes 4 seconds."),
  onOwner("never", { kind: "never" }, "no answer ever comes."),
  onOwner("reset", { kind: "reset" }, "the connection is cut."),
  onOwner("wrong-shape", { kind: "wrong_shape" }, "an answer of another shape."),
  onOwner("not-json", { kind: "not_json" }, "an answer that is not JSON."),
  onOwner("envelope", { kind: "envelope" }, "{data: []} instead of an array."),
  onDelete("403", { kind: "forbidden" }, "403."),
  onDelete("404", { kind: "not_found" }, "404, as if it were gone."),
  onDelete("429", { kind: "rate_limited", seconds: 30 }, "429 with Retry-After 30 s."),
  onDelete("500", { kind: "server_error" }, "500 as an HTML page; it is still there."),
  onDelete("slow", { kind: "slow" }, "takes 4 seconds."),
  onDelete("reset", { kind: "reset" }, "the connection is cut; it is still there."),
  onDelete("reset-after", { kind: "reset_after" }, "deleted, but the connection is cut."),
  onDelete("wrong-shape", { kind: "wrong_shape" }, "deleted, but the answer has another shape."),
];

/** The label words that stand in a text, whole words only: `sim:reset` is not in `sim:reset-after`. */
export function wordsIn(label: string | null | undefined): MagicWord[] {
  const typed = new Set((label ?? "").toLowerCase().match(/sim:[a-z0-9-]+/g));
  if (typed.size === 0) return [];
  return magicWords.filter(({ where, word }) => where === "label" && typed.has(word));
}

export function magicOwner(ownerId: string): MagicWord | undefined {
  return magicWords.find(({ where, word }) => where === "owner" && word === ownerId);
}
