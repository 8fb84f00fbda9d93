import type { Explanation } from "./explanation.ts";

/**
 * Why an account does not work: StackOne's statuses (LinkedAccount) and the error codes that its documents name (http-errors).
 * A status is written as the code `status:…`.
 */
export const accountExplanations: Explanation[] = [
  {
    id: "credentials-refused",
    name: "The provider refuses the stored credentials",
    codes: ["AccountInvalidCredentialsError", "AccountAuthenticationFailedError", "status:error"],
    texts: ["credentials are invalid", "access was revoked", "account is in error"],
    cause:
      "Calls with the stored credentials fail: a key was replaced, a password changed, or access was taken away.",
    acts: "customer",
    next: "Make a link that edits this account (Repair) and send it. Only the customer can sign in again.",
    reply:
      "{provider} no longer accepts the stored access. Please open the link and sign in again; everything else stays as it is.",
  },
  {
    id: "credentials-expired",
    name: "The sign-in has expired",
    codes: ["AccountExpiredCredentialsError", "status:expired"],
    texts: ["credentials have expired", "refresh token"],
    cause: "The provider ended the sign-in and wants the customer to sign in again.",
    acts: "customer",
    next: "Make a link that edits this account (Repair) and send it.",
    reply:
      "The sign-in to {provider} has run out. Please open the link and sign in again; everything else stays as it is.",
  },
  {
    id: "switched-off",
    name: "The connector profile is switched off",
    codes: ["AccountIntegrationInactiveError", "status:inactive"],
    texts: ["integration is inactive", "integration is disabled"],
    cause:
      "The connector or the connector profile of this account is disabled in our StackOne project; the customer's sign-in is fine.",
    acts: "us",
    next: "Switch the connector profile on again in StackOne: the account becomes active by itself. A link would not help.",
    reply:
      "The connection to {provider} is paused on our side. You need not do anything; we will write as soon as it works again.",
  },
  {
    id: "suspended",
    name: "The account is suspended",
    codes: ["status:suspended"],
    texts: ["account suspended"],
    cause: "Somebody of our side paused this account by hand; the credentials are kept.",
    acts: "us",
    next: "Find out who paused it and why, and resume it in StackOne's dashboard. A link would not help.",
    reply:
      "The connection to {provider} is paused on our side. You need not do anything; we will write as soon as it works again.",
  },
  {
    id: "archived",
    name: "The account is archived",
    codes: ["status:archived"],
    texts: ["account archived"],
    cause: "StackOne has put this account away. What brings it back is not documented.",
    acts: "stackone",
    next: "Ask StackOne's support with the bundle, or make a link with “Allow another account” for a new one.",
    reply: null,
  },
];
