import type { Explanation } from "./explanation.ts";
import { microsoftExplanations } from "./microsoft.ts";

const salesforce =
  "https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_flow_errors.htm&type=5";
const google = "https://support.google.com/accounts/answer/16668185";

/** Codes of one vendor, and its own list of them, for those that no explanation knows. */
interface VendorCodes {
  vendor: string;
  pattern: RegExp;
  source(code: string): string;
}

/** A code of its own says more than the OAuth code beside it, so nothing general may explain over it. */
const vendors: VendorCodes[] = [
  {
    vendor: "Microsoft",
    pattern: /\bAADSTS\d{4,8}\b/gi,
    source: (code) => `https://login.microsoftonline.com/error?code=${code.slice(6)}`,
  },
  {
    vendor: "Salesforce",
    pattern: /\b(?:OAUTH|LOGIN_ERROR)_[A-Z]+(?:_[A-Z]+)*\b/g,
    source: () => salesforce,
  },
  { vendor: "Google", pattern: /(?<=\bError 4\d\d: )\w{3,40}\b/gi, source: () => google },
  {
    vendor: "Okta",
    pattern: /\bE0000\d{3}\b/g,
    source: () => "https://developer.okta.com/docs/reference/error-codes/",
  },
];

/** The codes of vendors that stand in a text, in their order. */
export function vendorCodesIn(text: string): { vendor: string; code: string; source: string }[] {
  return vendors.flatMap(({ vendor, pattern, source }) =>
    [...text.matchAll(pattern)].map(([code]) => ({ vendor, code, source: source(code) })),
  );
}

/** Codes of vendors beside OAuth's own, each with the vendor's page that says so. */
export const vendorExplanations: Explanation[] = [
  ...microsoftExplanations,
  {
    id: "salesforce-not-installed",
    name: "Salesforce blocks an app that isn’t installed",
    codes: ["OAUTH_APP_BLOCKED", "OAUTH_APPROVAL_ERROR_GENERIC", "OAUTH_APP_ACCESS_DENIED"],
    texts: ["app must be installed into org", "app is blocked"],
    cause: "The app is not installed in the customer’s Salesforce, or it is blocked there.",
    acts: "customers_administrator",
    next: "Ask the customer’s Salesforce administrator to install or unblock the app under Setup → Connected Apps OAuth Usage, or to sign in through the same link themselves.",
    reply:
      "Salesforce only lets apps connect that an administrator has installed. Please ask your Salesforce administrator to install the app under Setup → Connected Apps OAuth Usage, then open the link again.",
    source:
      "https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_connectedappsettings.htm",
  },
  {
    id: "salesforce-inactive-org",
    name: "The Salesforce organisation is closed",
    codes: ["inactive_org"],
    texts: ["organization is locked"],
    cause: "The customer’s Salesforce organisation is locked, closed or suspended.",
    acts: "customers_administrator",
    next: "Ask the customer whether they signed in to the right Salesforce organisation. If so, their administrator has to clear it with Salesforce.",
    reply:
      "Salesforce says that this organisation is locked or closed. Please check that you sign in to the right one; if so, your Salesforce administrator can tell more.",
    source: salesforce,
  },
  {
    id: "netsuite-integration-record",
    name: "The NetSuite integration record doesn’t fit",
    codes: [
      "ScopeMismatched",
      "AuthorizationCodeGrantRequired",
      "UnknownIntegration",
      "ClientAuthenticationFailed",
      "InvalidIntegration",
    ],
    texts: [],
    cause:
      "In NetSuite’s Login Audit Trail: the integration record lacks the scope or the Authorization Code Grant, or its client ID and secret are others.",
    acts: "customers_administrator",
    next: "Ask the customer’s NetSuite administrator to check scope, Authorization Code Grant, client ID and secret in the integration record.",
    reply:
      "NetSuite does not accept the integration record. Please ask your NetSuite administrator to check its scope, the box Authorization Code Grant, and the client ID and secret; then open the link again.",
    source:
      "https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/subsect_158711892221.html",
  },
  {
    id: "netsuite-role",
    name: "The NetSuite role or user is inactive",
    codes: ["EntityOrRoleDisabled"],
    texts: [],
    cause: "In NetSuite’s Login Audit Trail: the user or the role that signed in is inactive.",
    acts: "customers_administrator",
    next: "Ask the customer’s NetSuite administrator to activate the user and the role, or to sign in with another role.",
    reply:
      "The user or the role that was used in NetSuite is inactive. Please ask your NetSuite administrator to activate it, then open the link again.",
    source:
      "https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/subsect_158711892221.html",
  },
  {
    id: "google-embedded",
    name: "Google refuses this browser",
    codes: ["disallowed_useragent"],
    texts: [],
    cause:
      "The link was opened inside of another app, whose built-in browser Google does not accept.",
    acts: "customer",
    next: "Ask the customer to copy the link into a browser such as Chrome, Edge, Firefox or Safari.",
    reply:
      "Google does not allow a sign-in inside of another app. Please copy the link into your browser and open it there.",
    source:
      "https://developers.google.com/identity/protocols/oauth2/web-server#authorization-errors",
  },
  {
    id: "google-internal",
    name: "Our Google app is for our own organisation only",
    codes: ["org_internal"],
    texts: ["only available to users within its organization"],
    cause:
      "Our OAuth app at Google is marked as internal, so nobody outside of our organisation can sign in with it.",
    acts: "us",
    next: "Make the app external in the Google Cloud console. The customer can do nothing; the same link works afterwards.",
    reply:
      "The sign-in to {provider} failed because of a setting on our side. You need not do anything; we will write as soon as the link works again.",
    source:
      "https://developers.google.com/identity/protocols/oauth2/web-server#authorization-errors",
  },
];
