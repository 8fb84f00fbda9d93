import type { Explanation } from "./explanation.ts";

/** Texts of StackOne's Hub as they stand in its component (@stackone/hub 1.11.4), and what customers say they see. */
export const hubExplanations: Explanation[] = [
  {
    id: "empty-list",
    name: "“No configured integrations available.”",
    codes: [],
    texts: ["No configured integrations available", "no integrations available", "link expired"],
    cause:
      "The link's time has passed: this is what an expired link looks like in the Hub. More rarely, nothing that fits the link is switched on in the StackOne project.",
    acts: "us",
    next: "Look at the expiry of the link. If it has passed, re-issue it; else check that the provider and its connector profile are active in StackOne.",
    reply:
      "The link has expired; the page does not say so. We send you a new one, please use that instead.",
    whileOpen: {
      cause:
        "This link still has time left, so it has not expired. Nothing that fits it is enabled in the StackOne project, or the customer opened an older link.",
      acts: "us",
      next: "Check that the provider and its connector profile are enabled in StackOne, and ask whether the customer opened this link.",
      reply:
        "Please check that you opened the newest link from us. If the list stays empty, tell us: we look into it and will write as soon as it works.",
    },
  },
  {
    id: "popup-blocked",
    name: "“Popup blocked”",
    codes: [],
    texts: [
      "Popup blocked",
      "Your browser blocked the login popup",
      "nothing happens when I press Connect",
    ],
    cause: "The browser did not let the sign-in open in a window of its own.",
    acts: "customer",
    next: "Ask the customer to allow pop-ups for that page and to press Connect again. The same link works.",
    reply:
      "Your browser blocked the window in which you sign in. Please allow pop-ups for that page (a sign in the address bar offers it) and press Connect again.",
  },
  {
    id: "timed-out",
    name: "“Connection timed out. Please try again.”",
    codes: ["cancelled", "expired"],
    texts: ["Connection timed out", "Having trouble? Cancel and start over", "keeps loading"],
    cause:
      "The sign-in was not finished within five minutes, was cancelled, or its window was closed; the Hub waits a while before it says so.",
    acts: "customer",
    next: "Ask the customer to press “Cancel and start over”, or to open the same link again, and to finish the sign-in without a pause.",
    reply:
      "The sign-in to {provider} was not finished in time. Please open the link again, press Connect, and finish the sign-in in the window that opens; have your password and second factor at hand.",
  },
  {
    id: "oauth-not-started",
    name: "“Failed to start OAuth flow”",
    codes: [],
    texts: ["Failed to start OAuth flow", "Could not create a connection attempt"],
    cause:
      "StackOne did not begin the sign-in. Either the link's time has just passed, or StackOne has trouble.",
    acts: "us",
    next: "Look at the expiry of the link: re-issue it where it has passed. Else try once with Connect here; if that fails too, send StackOne the bundle for support.",
    reply:
      "The sign-in to {provider} could not be started. Please reload the page and try once more; if it stays, tell us and we send you a new link.",
    whileOpen: {
      cause:
        "StackOne did not begin the sign-in. This link still has time left, so StackOne or the connector profile has trouble.",
      acts: "us",
      next: "Try once with Connect here. If that fails too, send StackOne the bundle for support.",
      reply:
        "The sign-in to {provider} could not be started. Please reload the page and try once more; if it stays, tell us, and we look into it.",
    },
  },
  {
    id: "account-not-made",
    name: "“Failed to create account”",
    codes: [],
    texts: ["Failed to create account", "An unexpected error occurred"],
    cause:
      "StackOne took what was typed but made no account: the values were refused by the provider, or the link's time passed while the form was open.",
    acts: "customer",
    next: "Ask the customer to reload the link and to enter the values again. The Hub empties the form after a refusal. If the link has expired, re-issue it.",
    reply:
      "{provider} did not accept what was entered. Please reload the page of the link and enter it again, with values copied anew from {provider}.",
    whileOpen: {
      cause:
        "StackOne took what was typed but made no account: the provider refused the values. This link still has time left.",
      acts: "customer",
      next: "Ask the customer to reload the link and to enter the values again. The Hub empties the form after a refusal.",
      reply:
        "{provider} did not accept what was entered. Please reload the page of the link and enter it again, with values copied anew from {provider}.",
    },
  },
  {
    id: "false-success",
    name: "“Connection Successful”, but nothing changed here",
    codes: [],
    texts: ["Connection Successful"],
    cause:
      "The Hub also says this when an expired link could not save anything. What counts is whether the account changed at StackOne.",
    acts: "us",
    next: "Press Check now. If the link stays as it was and its time has passed, re-issue it and ask the customer to do it once more.",
    reply:
      "The page said “successful”, but the connection to {provider} did not arrive. We send you a new link; please go through it once more.",
    whileOpen: {
      cause:
        "The Hub also says this where nothing could be saved. This link still has time left; what counts is whether the account changed at StackOne.",
      acts: "us",
      next: "Press Check now. If the link stays as it was, ask the customer to go through the same link once more.",
      reply:
        "The page said “successful”, but the connection to {provider} did not arrive yet. Please go through the same link once more.",
    },
  },
  {
    id: "hub-broken",
    name: "“Unknown error” or a text full of brackets",
    codes: [],
    texts: [
      "Unknown error",
      "Something went wrong, our team has been notified",
      "body stream already read",
      "Unexpected token",
      "is not valid JSON",
      "statusCode",
    ],
    cause:
      "StackOne answered the Hub with something that it cannot show: mostly trouble at StackOne, or the account to edit is gone.",
    acts: "stackone",
    next: "Look at StackOne's status page and try once with Connect here. If it stays, send StackOne the bundle for support.",
    reply:
      "The page of our connection partner has a problem at the moment. Please try the same link again in an hour; we look into it meanwhile.",
  },
];
