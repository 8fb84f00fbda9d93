import type { NoRole } from "../../auth/roles.ts";
import type { Presence, Refusal } from "../../auth/sign-in.ts";
import type { SignInDocument } from "./document.ts";

function signInAgain(to: string): Required<SignInDocument>["action"] {
  return { href: `/auth/sign-in?to=${encodeURIComponent(to)}`, label: "Sign in again" };
}

const tryAgain = (to: string) => ({ ...signInAgain(to), label: "Try again" });

/** A return address that is none. */
export const noSuchAddress: SignInDocument = {
  status: 400,
  title: "That address is not the console's",
  sentences: ["A sign-in leads back to a page of the console only, and this one would not."],
  action: { href: "/", label: "Open the console" },
};

/** After the way out, the provider's too. */
export const signedOut: SignInDocument = {
  status: 200,
  title: "You are signed out",
  sentences: ["Nobody is signed in to the console in this browser any more."],
  action: signInAgain("/"),
};

const stale = (to: string): SignInDocument => ({
  status: 400,
  title: "This sign-in is over",
  sentences: [
    "It began in another browser, was used already, or took longer than ten minutes. Or this browser keeps no cookies.",
  ],
  action: signInAgain(to),
});

const notBelieved = (to: string): SignInDocument => ({
  status: 400,
  title: "This sign-in could not be trusted",
  sentences: [
    "The answer of the sign-in provider does not belong to this sign-in, or was used before. Nobody was let in.",
    "If it happens again, tell the person who runs the console the request below.",
  ],
  action: signInAgain(to),
});

/** One document for each way of not being let in. */
export const refusals: Record<Refusal, (to: string) => SignInDocument> = {
  no_attempt: stale,
  wrong_state: stale,
  code_refused: notBelieved,
  token_refused: notBelieved,
  provider_refused: (to) => ({
    status: 403,
    title: "The sign-in provider said no",
    sentences: ["The sign-in was cancelled, or your account may not use the console."],
    action: tryAgain(to),
  }),
  provider_busy: (to) => ({
    status: 503,
    title: "The identity provider is busy",
    sentences: ["It asks us to try again. Your account and the console are fine."],
    action: tryAgain(to),
  }),
  client_refused: (to) => ({
    status: 503,
    title: "The identity provider refuses the console",
    sentences: [
      "It doesn’t accept the console’s own registration. Often the console’s client secret has expired. Your account is fine.",
      "You can’t fix this. Ask your console admin to check the registration, and give them the request ID below.",
    ],
    action: tryAgain(to),
  }),
  wrong_issuer: (to) => ({
    status: 503,
    title: "The console is set up for another identity provider",
    sentences: [
      "The provider that answered isn’t the one in the console’s settings. No one was let in.",
      "You can’t fix this. Ask your console admin to compare the two issuers in the log, and give them the request ID below.",
    ],
    action: tryAgain(to),
  }),
  no_role: (to) => ({ ...noRoles.no_role, action: tryAgain(to) }),
  groups_missing: (to) => ({ ...noRoles.groups_missing, action: tryAgain(to) }),
  email_unverified: (to) => ({ ...noRoles.email_unverified, action: tryAgain(to) }),
  provider_unavailable: (to) => ({
    status: 503,
    title: "Sign-in does not work now",
    sentences: [
      "The sign-in provider does not answer. Whoever is signed in already can go on working.",
      "Try again in a minute; if it stays so, tell the person who runs the console.",
    ],
    action: tryAgain(to),
  }),
};

const noRoles: Record<NoRole, SignInDocument> = {
  no_role: {
    status: 403,
    title: "You have no role here",
    sentences: [
      "You are who you say you are, but none of your groups gives you a role in the console.",
      "Ask an admin of the console, or whoever keeps the groups of your company, to put you into one of its groups; then try again.",
    ],
  },
  groups_missing: {
    status: 403,
    title: "Your groups didn’t arrive",
    sentences: [
      "You signed in, but the identity provider didn’t say which groups you’re in. It may leave them out because there are too many.",
      "Ask your console admin to have the provider send only the console’s groups, and give them the request ID below.",
    ],
  },
  email_unverified: {
    status: 403,
    title: "Your email address isn’t verified",
    sentences: [
      "Roles go by email address here, and the identity provider doesn’t confirm that this address is yours.",
      "Verify it there and try again. If it is verified, ask your console admin to have the provider say so.",
    ],
  },
};

/** `sentence` says what is wrong with the store; without its entry in the audit no one is let in. */
export const notWritten = (sentence: string, to: string): SignInDocument => ({
  status: 503,
  title: "No one can sign in right now",
  sentences: [
    `${sentence} Each sign-in is written to the audit log first, so no one can sign in until it takes entries again.`,
    "People who are signed in can go on reading. They can’t change anything.",
    "Ask your console admin to make room on the console’s disk or repair it, and give them the request ID below. Then try again.",
  ],
  action: tryAgain(to),
});

/** What is said to somebody whom the console neither knows nor can ask to sign in. */
export function outside(presence: Exclude<Presence, { state: "signed_in" }>): SignInDocument {
  switch (presence.state) {
    case "no_role":
      return noRoles[presence.why ?? "no_role"];
    case "unavailable":
      return {
        status: 503,
        title: "Sign-in does not work now",
        sentences: [presence.hint],
      };
    case "nobody":
      return {
        status: 401,
        title: "You are not signed in",
        sentences: [presence.hint ?? "Open the console by the address that you were given."],
      };
    default:
      return presence satisfies never;
  }
}
