import type { StackOneQuestion } from "@connect-console/shared/stackone-check";
import { StackOneQuestion as Questions } from "@connect-console/shared/stackone-check";
import type { StackOneAnswer } from "@connect-console/shared/stackone-check";
import { isoTimeOrNull } from "../iso-time.ts";

interface Words {
  asks: string;
  /** what StackOne does, and what that changes; `value` as it is kept */
  says(value: string): { finding: string; effect: string };
}

const status = (value: string): string | null => /^\d{3}$/.exec(value)?.[0] ?? null;
const seconds = (value: string): string => {
  const days = Number(value) / 86_400;
  return days === 1 ? "1 day" : `${days.toLocaleString("en-GB")} days`;
};
const notKnown = {
  finding: "The answer was neither yes nor no.",
  effect: "Nothing changes. Run the check again.",
};

/** Each question with what its answers mean for staff. */
const words: Record<StackOneQuestion, Words> = {
  accounts_version: {
    asks: "Which list of accounts does StackOne have?",
    says: (value) =>
      ({
        both: {
          finding: "StackOne has both lists of accounts.",
          effect: "We read accounts with their connector profile from the newer list.",
        },
        v1: {
          finding: "StackOne has the older list of accounts only.",
          effect:
            "We read each account's connector profile from StackOne's list of actions, where it is there.",
        },
        v2: {
          finding: "StackOne has the newer list of accounts only.",
          effect: "We read everything from the newer list.",
        },
        none: {
          finding: "This API key can't read accounts.",
          effect:
            "You can't create links: we can't tell what they would do. Ask for a key with access to accounts.",
        },
      })[value] ?? notKnown,
  },
  session_by_number: {
    asks: "Can we read a link's sign-ins by its number?",
    says: (value) =>
      value === "readable"
        ? {
            finding: "Yes, by the link's number.",
            effect: "We follow sign-ins even after the link's token is wiped.",
          }
        : {
            finding: `No, StackOne answers ${value}.`,
            effect: "We follow sign-ins by the link's token instead.",
          },
  },
  session_by_token: {
    asks: "Can we read a link's sign-ins by its token?",
    says: (value) =>
      value === "readable"
        ? {
            finding: "Yes, by the link's token.",
            effect: "We use it where the number doesn't work.",
          }
        : {
            finding: `No, StackOne answers ${value}.`,
            effect: "Where the number doesn't work either, we follow links by their accounts only.",
          },
  },
  token_opens_mcp: {
    asks: "Does a link's token open more than the connection form?",
    says: (value) =>
      value === "yes"
        ? {
            finding: "Yes, it also opens StackOne's MCP address.",
            effect:
              "Whoever has a link can reach the account's data until the link expires. Keep links short, and never post them in a channel.",
          }
        : value === "no"
          ? {
              finding: "No, StackOne's MCP address refuses it.",
              effect: "A link opens the connection form and nothing else.",
            }
          : notKnown,
  },
  longest_expiry: {
    asks: "How long may a link live?",
    says: (value) =>
      value === "none"
        ? {
            finding: "StackOne took none of the lives that we tried.",
            effect: "You can't create links until this works. Check the provider and the key.",
          }
        : {
            finding: `StackOne accepts ${seconds(value)}.`,
            effect:
              Number(value) >= 2_592_000
                ? "Every life that the form offers works."
                : `StackOne refuses a longer life. Choose at most ${seconds(value)} on the form.`,
          },
  },
  expired_by_number: {
    asks: "What does StackOne say by number once a link has expired?",
    says: (value) => afterExpiry(value, "number"),
  },
  expired_by_token: {
    asks: "What does StackOne say by token once a link has expired?",
    says: (value) => afterExpiry(value, "token"),
  },
  used_session_opens_again: {
    asks: "Does a link open again after it was used?",
    says: (value) =>
      value === "yes"
        ? {
            finding: "Yes, until it expires.",
            effect: "A second visit edits the account that the first one created.",
          }
        : value === "no"
          ? {
              finding: "No, it works once.",
              effect: "A customer who returns needs a new link: re-issue it.",
            }
          : notKnown,
  },
  updated_at_moves: {
    asks: "Does an account's time move when its status changes?",
    says: (value) =>
      value === "yes"
        ? {
            finding: "Yes, the account is marked as changed.",
            effect: "Two repairs of one account are told apart by their times.",
          }
        : value === "no"
          ? {
              finding: "No, the time stays.",
              effect:
                "We can't tell two repairs of one account apart by time. A link created before the last repair reads “Looks connected” until you confirm it.",
            }
          : notKnown,
  },
  default_status_filter: {
    asks: "Which accounts does StackOne list when we don't filter?",
    says: (value) =>
      value === "all"
        ? { finding: "All of them.", effect: "Broken accounts show without a filter." }
        : value === "active"
          ? {
              finding: "Only active ones.",
              effect: "We ask for every status by name, so broken accounts show.",
            }
          : {
              finding: "The owner has only active accounts, so we can't tell.",
              effect: "Run the check with an owner that has a broken account.",
            },
  },
};

function afterExpiry(value: string, by: string): { finding: string; effect: string } {
  if (value === "readable")
    return {
      finding: "It still answers.",
      effect: `We see by ${by} what happened last, also after the end.`,
    };
  return status(value)
    ? {
        finding: `It answers ${value}.`,
        effect: "After a link's end, accounts alone decide what became of it.",
      }
    : notKnown;
}

/** Every question, with its answer where one is kept. */
export function answersToApi(
  known: ReadonlyMap<string, { value: string; at: number }>,
): StackOneAnswer[] {
  return Questions.options.map((question) => {
    const { asks, says } = words[question];
    const found = known.get(question);
    const said = found
      ? says(found.value)
      : { finding: "Not asked yet.", effect: "Run the check to find out." };
    return {
      question,
      asks,
      value: found?.value ?? null,
      ...said,
      at: isoTimeOrNull(found?.at ?? null),
    };
  });
}

type Switches = Record<string, string | number | boolean | null>;

/** The answers as the settings of the simulator that behave so (tests/simulator/README.md). */
export function answersToSwitches(
  known: ReadonlyMap<string, { value: string; at: number }>,
): Switches {
  const value = (question: StackOneQuestion) => known.get(question)?.value;
  const switches: Switches = {};
  const version = value("accounts_version");
  if (version !== undefined) {
    switches["v1Accounts"] = version === "both" || version === "v1";
    switches["v2"] = version === "both" || version === "v2";
  }
  const byNumber = value("session_by_number");
  const later = value("expired_by_number");
  if (byNumber !== undefined && byNumber !== "readable")
    switches["connectSessionByNumber"] = "absent";
  else if (byNumber !== undefined && later !== undefined)
    switches["connectSessionByNumber"] = later === "readable" ? "yes" : "refused_after_expiry";
  if (later !== undefined && status(later)) switches["expiredByNumberStatus"] = Number(later);
  const byToken = value("session_by_token");
  if (byToken !== undefined)
    switches["authenticateStatus"] = byToken === "readable" ? null : Number(byToken);
  const laterByToken = value("expired_by_token");
  if (laterByToken !== undefined && status(laterByToken))
    switches["expiredAuthenticateStatus"] = Number(laterByToken);
  const longest = Number(value("longest_expiry"));
  if (longest > 0) switches["maxExpiresIn"] = longest >= longestAsked ? null : longest;
  const filter = value("default_status_filter");
  if (filter === "all" || filter === "active") switches["accountsDefaultStatus"] = filter;
  for (const [question, name] of yesOrNo) {
    const said = value(question);
    if (said === "yes" || said === "no") switches[name] = said === "yes";
  }
  return switches;
}

const yesOrNo = [
  ["token_opens_mcp", "tokenOpensMcp"],
  ["used_session_opens_again", "usedSessionOpensAgain"],
  ["updated_at_moves", "updatedAtMovesWithStatus"],
] as const;

/** seconds; what the check tries for a link's life, longest first */
export const livesToTry = [7_776_000, 2_592_000, 1_209_600, 604_800, 86_400];
const longestAsked = Math.max(...livesToTry);
