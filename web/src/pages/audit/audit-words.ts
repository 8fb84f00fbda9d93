import type { AuditAction, AuditLine } from "@connect-console/shared/audit";

interface Words {
  /** in the list of actions to choose from */
  name: string;
  /** between who and what: "Una revealed …" */
  done: string;
  /** after "wanted to" and "tried to" */
  wish: string;
}

const words: Record<AuditAction, Words> = {
  "connect_session.create": { name: "Make an auth link", done: "asked StackOne for", wish: "make" },
  "connect_session.reissue": { name: "Re-issue an auth link", done: "re-issued", wish: "re-issue" },
  "connect_session.reveal": { name: "Reveal an auth link", done: "revealed", wish: "reveal" },
  "connect_session.copy": {
    name: "Copy or send an auth link",
    done: "took along",
    wish: "take along",
  },
  "connect_session.connect_here": {
    name: "Connect here",
    done: "opened the Hub here with",
    wish: "open the Hub here with",
  },
  "connect_session.check": { name: "Check an auth link", done: "checked", wish: "check" },
  "connect_session.confirm": {
    name: "Say what became of an auth link",
    done: "said what became of",
    wish: "say what became of",
  },
  "connect_session.accept": {
    name: "Accept a difference",
    done: "accepted the difference of",
    wish: "accept the difference of",
  },
  "connect_session.void": { name: "Void an auth link", done: "voided", wish: "void" },
  "connect_session.note": {
    name: "Write a note",
    done: "wrote a note on",
    wish: "write a note on",
  },
  "connect_session.hand_over": {
    name: "Hand an auth link over",
    done: "handed over",
    wish: "hand over",
  },
  "connect_session.snooze": {
    name: "Mark an auth link as done for now",
    done: "marked as done for now",
    wish: "mark as done for now",
  },
  "connect_session.dismiss": { name: "Dismiss an auth link", done: "dismissed", wish: "dismiss" },
  "connect_session.unsnooze": {
    name: "Bring an auth link back to attention",
    done: "brought back to attention",
    wish: "bring back to attention",
  },
  "account.note": {
    name: "Write a note on an account",
    done: "wrote a note on",
    wish: "write a note on",
  },
  "account.hand_over": { name: "Hand an account over", done: "handed over", wish: "hand over" },
  "account.delete": { name: "Delete a test account", done: "deleted", wish: "delete" },
  "connect_session.export": { name: "Export auth links", done: "exported", wish: "export" },
  "owner.add": { name: "Add an owner", done: "added", wish: "add" },
  "owner.adopt": {
    name: "Take an owner over from StackOne",
    done: "took over from StackOne",
    wish: "take over from StackOne",
  },
  "owner.import": { name: "Import owners", done: "imported", wish: "import" },
  "owner.rename": { name: "Rename an owner", done: "renamed", wish: "rename" },
  "owner.delete": { name: "Delete an owner", done: "deleted", wish: "delete" },
  "owner.export": { name: "Export owners", done: "exported", wish: "export" },
  "audit.export": { name: "Export the audit log", done: "exported", wish: "export" },
  "settings.change": {
    name: "Change one's own settings",
    done: "changed their own settings",
    wish: "change their own settings",
  },
  "settings.test_message": {
    name: "Send a test message",
    done: "sent a test message to the team",
    wish: "send a test message to the team",
  },
  "stackone.check": {
    name: "Check StackOne",
    done: "checked what StackOne does",
    wish: "check what StackOne does",
  },
  "stackone.check_link": {
    name: "Open the check's link",
    done: "opened the link of the StackOne check",
    wish: "open the link of the StackOne check",
  },
  "staff.switch_role": {
    name: "Switch the role",
    done: "switched the role",
    wish: "switch the role",
  },
  sign_in: { name: "Sign in", done: "signed in", wish: "sign in" },
  "sign_in.refused": { name: "Sign in, refused", done: "signed in", wish: "sign in" },
  sign_out: { name: "Sign out", done: "signed out", wish: "sign out" },
};

/** What single fields mean: how a link left the console, and what is to be said of a deletion. */
const sayings: Record<string, string> = {
  already_gone: "it was gone already",
  not_known: "whether it was deleted is not known",
  link: "as a link",
  message: "in a message",
  rich_message: "in a message with formatting",
  mail: "into the mail program",
};

const wordsOf = (action: string): Words | undefined =>
  (words as Partial<Record<string, Words>>)[action];

/** The actions to choose from, by what they are about. An action that only the address names keeps its own name. */
export function actionOptions(): { group: string; items: { value: string; label: string }[] }[] {
  const groups = Map.groupBy(Object.keys(words), groupOf);
  return [...groups].map(([group, actions]) => ({
    group,
    items: actions.map((action) => ({ value: action, label: wordsOf(action)?.name ?? action })),
  }));
}

function groupOf(action: string): string {
  const [noun = ""] = action.split(".");
  const names: Record<string, string> = {
    connect_session: "Auth links",
    owner: "Owners",
    account: "Accounts",
  };
  return names[noun] ?? "People and records";
}

/** Who it was; of somebody who was not let in not even the name may be known. */
export function actorText({ id, name }: AuditLine["actor"]): string {
  return id === "visitor" ? "Somebody not signed in" : name;
}

/** What somebody did, to be read after their name: "revealed", or "wanted to reveal" where it was refused. */
export function actText({ action, outcome }: Pick<AuditLine, "action" | "outcome">): string {
  const known = wordsOf(action);
  if (outcome === "done") return known?.done ?? `did “${action}” to`;
  const wish = known?.wish ?? `do “${action}” to`;
  return `${outcome === "refused" ? "wanted" : "tried"} to ${wish}`;
}

/** What it was done to, in words; null where the act says it all. */
export function objectText({
  action,
  target,
  actor,
}: Pick<AuditLine, "action" | "target" | "actor">) {
  const { kind, id } = target;
  const name = target.name ?? id ?? "";
  switch (kind) {
    case "connect_session":
      return `the auth link of ${name}`;
    case "connect_sessions":
      return "the list of auth links";
    case "account":
      return target.name === null ? `the account ${name}` : `the ${name}`;
    case "owner":
      if (id === null) return "owners";
      return action.startsWith("connect_session.")
        ? `an auth link for ${name}`
        : `the owner ${name}`;
    case "audit":
      return "the audit log";
    case "webhook":
    case "settings":
      return null;
    case "staff":
      return id === null || id === actor.id ? null : `of ${id}`;
    default:
      return `${kind} ${name}`;
  }
}

/** What is told beside: the form in which a link left, why somebody was not let in, or which fields were set; null: nothing. */
export function besidesText({
  action,
  fields,
}: Pick<AuditLine, "action" | "fields">): string | null {
  if (fields.length === 0) return null;
  if (action === "connect_session.copy" || action === "account.delete")
    return fields.map((field) => sayings[field] ?? field).join(", ");
  const names = fields.map((field) => field.replaceAll("_", " ")).join(", ");
  if (action === "sign_in.refused") return `because: ${names}`;
  return action.endsWith(".export") && action !== "owner.export" ? `filtered by ${names}` : names;
}
