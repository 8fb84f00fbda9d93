import type { Explanation } from "./explanation.ts";

const microsoft = "https://learn.microsoft.com/entra/identity-platform/reference-error-codes";

/** Microsoft's codes that staff meet, beside those that mean the same as an OAuth code. */
export const microsoftExplanations: Explanation[] = [
  {
    id: "blocked-by-policy",
    name: "Blocked by the customer's sign-in policy",
    codes: [
      "AADSTS53003",
      "AADSTS53000",
      "AADSTS53001",
      "AADSTS53002",
      "AADSTS530032",
      "AADSTS530035",
      "AADSTS50005",
      "AADSTS50097",
      "AADSTS50131",
      "AADSTS50155",
    ],
    texts: ["conditional access"],
    cause:
      "A rule of the customer's organisation stopped the sign-in: a second factor, a known device or network, or an app that is blocked.",
    acts: "customers_administrator",
    next: "Ask the customer to try from a device of their organisation; their administrator sees the refused sign-in in the log.",
    reply:
      "A security rule of your organisation stopped the sign-in to {provider}. Please try from a work device with your second factor at hand; if it is stopped again, your administrator of {provider} can see why in the sign-in log.",
    source: microsoft,
  },
  {
    id: "second-factor",
    name: "The second factor is missing",
    codes: [
      "AADSTS50072",
      "AADSTS50074",
      "AADSTS50076",
      "AADSTS50078",
      "AADSTS50079",
      "AADSTS50088",
      "AADSTS50158",
      "AADSTS53004",
    ],
    texts: ["multi-factor authentication", "multifactor authentication", "strong authentication"],
    cause: "The organisation asks for a second factor, which the person has not set up or passed.",
    acts: "customer",
    next: "Ask the customer to open the same link again with their second factor at hand. Their administrator can help to set one up.",
    reply:
      "{provider} asks for a second factor. Please open the link again with your phone or security key at hand. If you have none set up yet, your administrator can help.",
    source: microsoft,
  },
  {
    id: "account-locked",
    name: "The person’s account is locked or disabled",
    codes: ["AADSTS50053", "AADSTS50057", "AADSTS53011"],
    texts: ["account is locked", "account is disabled", "user account is disabled"],
    cause: "The account used to sign in is locked, disabled, or blocked because of a risk.",
    acts: "customers_administrator",
    next: "Ask the customer to have their administrator unlock the account, or to sign in with another one. The same link works.",
    reply:
      "The account used to sign in to {provider} is locked or disabled. Please ask your administrator to unlock it, or open the link again with another account.",
    source: microsoft,
  },
  {
    id: "password-expired",
    name: "The password has expired or was changed",
    codes: [
      "AADSTS50055",
      "AADSTS50125",
      "AADSTS50132",
      "AADSTS50133",
      "AADSTS50135",
      "AADSTS50144",
    ],
    texts: ["password is expired", "password has expired"],
    cause: "The person’s password has expired, was changed since, or has to be changed first.",
    acts: "customer",
    next: "Ask the customer to set a new password at the provider, then to open the same link again.",
    reply:
      "{provider} asks for a new password first. Please set it there, then open the link again and sign in with it.",
    source: microsoft,
  },
  {
    id: "unknown-user",
    name: "The organisation doesn’t know this user name",
    codes: ["AADSTS50034", "AADSTS50059", "AADSTS50128", "AADSTS51004", "AADSTS16003"],
    texts: ["must be added to the directory"],
    cause: "The user name is mistyped, or it belongs to another organisation.",
    acts: "customer",
    next: "Ask the customer to open the same link in a private window and to sign in with the account of their own organisation.",
    reply:
      "{provider} does not know the user name that was entered. Please open the link in a private window and sign in with your organisation’s own account.",
    source: microsoft,
  },
  {
    id: "tenant-restricted",
    name: "The organisation allows no access across organisations",
    codes: ["AADSTS50002", "AADSTS500021", "AADSTS500022", "AADSTS500212", "AADSTS500213"],
    texts: ["tenant is denied"],
    cause:
      "A restriction of the network or of the organisation keeps this account out of the other organisation.",
    acts: "customers_administrator",
    next: "Ask the customer’s administrator to look at the tenant restrictions and the cross-tenant access policy.",
    reply:
      "A rule of your organisation does not allow this sign-in to {provider}. Please ask your administrator to look at the tenant restrictions.",
    source: microsoft,
  },
  {
    id: "app-not-in-tenant",
    name: "Our app isn’t in the customer’s organisation",
    codes: ["AADSTS700016", "AADSTS700011", "AADSTS500011", "AADSTS90099", "AADSTS50194"],
    texts: ["was not found in the directory"],
    cause:
      "Microsoft doesn’t find our OAuth app in the organisation: the client ID in the connector profile is wrong, the app is for one organisation only, or nobody there has consented to it yet.",
    acts: "us",
    next: "Compare the client ID of the connector profile with our app, and check that the app is multitenant. If both are right, ask the customer’s administrator to consent through the same link.",
    reply:
      "The sign-in to {provider} failed because of a setting. We look into it first, and will write as soon as the link works.",
    source: microsoft,
  },
  {
    id: "app-disabled",
    name: "The app or service is disabled in the organisation",
    codes: ["AADSTS70001", "AADSTS7000112", "AADSTS1000031", "AADSTS650052"],
    texts: ["application is disabled"],
    cause:
      "The app, or a service that it needs, is disabled in the customer’s organisation or not subscribed to.",
    acts: "customers_administrator",
    next: "Ask the customer’s administrator to enable the app under Enterprise applications. If it is enabled there, check our own app registration.",
    reply:
      "The connection is disabled in your organisation’s {provider}. Please ask your administrator to enable it, then open the link again.",
    source: microsoft,
  },
  {
    id: "app-misconfigured",
    name: "Our app is set up wrongly at the provider",
    codes: [
      "AADSTS65005",
      "AADSTS650054",
      "AADSTS650056",
      "AADSTS650057",
      "AADSTS7000218",
      "AADSTS700025",
      "AADSTS700027",
      "AADSTS700054",
      "AADSTS900144",
      "AADSTS9001023",
    ],
    texts: ["misconfigured application"],
    cause:
      "The request of our OAuth app doesn’t fit how the app is registered: a permission, a secret, or the endpoint.",
    acts: "us",
    next: "Compare the connector profile with our app registration. The customer can do nothing; the same link works afterwards.",
    reply:
      "The sign-in to {provider} failed because of a setting on our side. You need not do anything; we will write as soon as the link works again.",
    source: microsoft,
  },
  {
    id: "own-sign-in-service",
    name: "The organisation’s own sign-in service failed",
    codes: [
      "AADSTS20001",
      "AADSTS20012",
      "AADSTS20033",
      "AADSTS40008",
      "AADSTS40009",
      "AADSTS40010",
      "AADSTS40015",
      "AADSTS50008",
      "AADSTS80001",
      "AADSTS80002",
      "AADSTS80007",
    ],
    texts: ["federated identity provider"],
    cause:
      "Microsoft asked the customer’s own identity provider or directory, and that one failed.",
    acts: "customers_administrator",
    next: "Ask the customer to try once more in a few minutes. If it fails again, their administrator has to look at their identity provider.",
    reply:
      "Your organisation’s own sign-in service did not answer as it should. Please try the link again in a few minutes; if it fails again, your administrator can see why.",
    source: microsoft,
  },
];
