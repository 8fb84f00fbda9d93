import type { Presence, Refusal } from "../auth/sign-in.ts";
import type { SignInDocument } from "./sign-in-document.ts";

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
    "It was begun in another browser, begun again since, used already, or it took longer than ten minutes.",
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
  no_role: (to) => ({ ...noRole, action: tryAgain(to) }),
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

const noRole: SignInDocument = {
  status: 403,
  title: "You have no role here",
  sentences: [
    "You are who you say you are, but none of your groups gives you a role in the console.",
    "Ask an admin of the console, or whoever keeps the groups of your company, to put you into one of its groups; then try again.",
  ],
};

/** What is said to somebody whom the console neither knows nor can ask to sign in. */
export function outside(presence: Exclude<Presence, { state: "signed_in" }>): SignInDocument {
  switch (presence.state) {
    case "no_role":
      return noRole;
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
