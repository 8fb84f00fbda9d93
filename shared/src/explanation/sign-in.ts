import type { Explanation } from "./explanation.ts";

/**
 * Codes with which a provider ends a sign-in. Sources: RFC 6749 (4.1.2.1 and 5.2), OpenID Connect Core 1.0 (3.1.2.6), and the vendors' lists:
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes, https://support.google.com/accounts/answer/16668185,
 * https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_flow_errors.htm&type=5. StackOne passes them on as `oauth_error_code` and `oauth_error_description`.
 */
export const signInExplanations: Explanation[] = [
  {
    id: "denied",
    name: "access_denied",
    codes: ["access_denied", "user_denied", "AADSTS65004"],
    texts: ["denied the request", "user denied", "declined to consent", "denied access"],
    cause:
      "The sign-in was refused: the person pressed Deny or Cancel, or the provider's policy does not let them approve.",
    acts: "customer",
    next: "Ask the customer to open the same link again and to approve. If they did press Approve, their administrator has to allow it.",
    reply:
      "It looks as if access was not approved in {provider}. Please open the link again, sign in, and choose to allow access. If there is no such choice, please forward the link to the administrator of {provider}.",
  },
  {
    id: "administrator-consent",
    name: "An administrator must consent",
    codes: [
      "consent_required",
      "AADSTS65001",
      "AADSTS90094",
      "AADSTS900941",
      "admin_policy_enforced",
      "admin_consent_required",
      "AADSTS90095",
      "AADSTS90008",
      "access_not_configured",
    ],
    texts: [
      "admin approval required",
      "need admin approval",
      "administrator has not consented",
      "admin consent",
    ],
    cause:
      "The provider wants an administrator of the customer's organisation to consent before anybody can connect.",
    acts: "customers_administrator",
    next: "Ask the customer to forward the same link to the administrator of the provider's system; it works for them too.",
    reply:
      "{provider} asks for the consent of an administrator. Please forward the link to the administrator of {provider} in your organisation; they can open it and approve.",
  },
  {
    id: "not-assigned",
    name: "The person may not use this app",
    codes: [
      "AADSTS50105",
      "AADSTS50020",
      "inactive_user",
      "AADSTS16000",
      "AADSTS90072",
      "AADSTS500208",
    ],
    texts: ["not assigned to a role for the application", "does not exist in tenant"],
    cause:
      "The person signed in with an account that the customer's organisation does not let use this connection: not assigned, or of another organisation.",
    acts: "customers_administrator",
    next: "Ask the customer to sign in with the right account, or to have their administrator give that account access.",
    reply:
      "The account that was used to sign in to {provider} is not allowed to connect. Please try again with your organisation's own account, or ask the administrator of {provider} to give it access.",
  },
  {
    id: "interaction-needed",
    name: "The person must do something at the provider",
    codes: [
      "interaction_required",
      "login_required",
      "account_selection_required",
      "AADSTS50058",
      "AADSTS16001",
      "AADSTS700020",
      "immediate_unsuccessful",
    ],
    texts: [],
    cause:
      "The provider wanted to ask the person something (sign in, choose an account, a second factor) and could not.",
    acts: "customer",
    next: "Ask the customer to open the same link again and to finish every step of the sign-in, best in a private window.",
    reply:
      "{provider} needs you to finish the sign-in yourself. Please open the link again in a private window and go through every step.",
  },
  {
    id: "wrong-password",
    name: "Wrong name or password",
    codes: ["AADSTS50126", "invalid_credentials", "AADSTS50056", "AADSTS50064"],
    texts: ["invalid username or password", "invalid credentials", "credentials were refused"],
    cause: "The provider did not accept what the customer typed.",
    acts: "customer",
    next: "Ask the customer to open the same link again and to type the values anew. The Hub empties the form after a refusal.",
    reply:
      "{provider} did not accept the name, password or key. Please open the link again and enter them anew; copying from a document often brings a space along.",
  },
  {
    id: "invalid-grant",
    name: "invalid_grant",
    codes: [
      "invalid_grant",
      "AADSTS70008",
      "AADSTS700082",
      "AADSTS50173",
      "AADSTS54005",
      "AADSTS70000",
      "AADSTS700005",
      "AADSTS700084",
      "AADSTS70043",
      "AADSTS50089",
      "AADSTS50085",
    ],
    texts: ["authorization code has expired", "token has been expired or revoked"],
    cause:
      "What the sign-in gave was no longer valid: it took too long, was used twice, or access was taken away or the password changed since.",
    acts: "customer",
    next: "Ask the customer to sign in again through the same link, without waiting in between.",
    reply:
      "The sign-in to {provider} was not valid any more when it was finished. Please open the link again and sign in once more without a long pause.",
  },
  {
    id: "invalid-client",
    name: "invalid_client",
    codes: [
      "invalid_client",
      "AADSTS7000215",
      "AADSTS7000222",
      "AADSTS70002",
      "invalid_client_id",
      "deleted_client",
    ],
    texts: [
      "invalid client secret",
      "client secret keys are expired",
      "client authentication failed",
    ],
    cause:
      "The provider does not accept our OAuth app: client id or secret in the connector profile are wrong or have expired.",
    acts: "us",
    next: "Have the client id and secret of the connector profile put right in StackOne. The customer can do nothing; the same link works afterwards.",
    reply:
      "The sign-in to {provider} failed because of a setting on our side. You need not do anything; we will write as soon as the link works again.",
  },
  {
    id: "redirect-mismatch",
    name: "redirect_uri_mismatch",
    codes: [
      "redirect_uri_mismatch",
      "invalid_redirect_uri",
      "AADSTS50011",
      "AADSTS70004",
      "AADSTS900971",
      "redirect_uri_missing",
    ],
    texts: ["redirect uri", "redirect_uri", "reply url"],
    cause:
      "The address to return to is not registered in our OAuth app at the provider. It must be https://api.stackone.com/connect/oauth2/PROVIDER/callback.",
    acts: "us",
    next: "Register StackOne's callback address in our OAuth app at the provider. The customer can do nothing; the same link works afterwards.",
    reply:
      "The sign-in to {provider} failed because of a setting on our side. You need not do anything; we will write as soon as the link works again.",
  },
  {
    id: "invalid-scope",
    name: "invalid_scope",
    codes: [
      "invalid_scope",
      "insufficient_scope",
      "AADSTS70011",
      "AADSTS28002",
      "AADSTS28003",
      "AADSTS700022",
    ],
    texts: [],
    cause:
      "The connector profile asks for permissions that the provider does not know, or that our OAuth app or the person may not ask for.",
    acts: "us",
    next: "Compare the scopes of the connector profile with those that our OAuth app has at the provider. The same link works afterwards.",
    reply:
      "The sign-in to {provider} failed because of the permissions that we ask for. We look into it and will write as soon as the link works again.",
  },
  {
    id: "unauthorized-client",
    name: "unauthorized_client",
    codes: ["unauthorized_client", "unsupported_response_type", "unsupported_grant_type"],
    texts: [],
    cause:
      "The provider does not let our OAuth app sign people in this way: it is not approved, not published, or of the wrong kind.",
    acts: "us",
    next: "Check in our OAuth app at the provider whether it is published and which grant it allows.",
    reply:
      "The sign-in to {provider} failed because of a setting on our side. You need not do anything; we will write as soon as the link works again.",
  },
  {
    id: "invalid-request",
    name: "invalid_request",
    codes: ["invalid_request", "invalid_request_object", "request_not_supported"],
    texts: [],
    cause:
      "The provider found the request incomplete or wrong. Often a field of the form before the sign-in (a domain, a subdomain) was mistyped.",
    acts: "customer",
    next: "Ask the customer to check what they typed before the sign-in. If it is right, send StackOne the bundle for support.",
    reply:
      "{provider} did not understand the request. Please open the link again and check what is asked before the sign-in, such as your domain or subdomain: only the name, without https:// and without a path.",
  },
  {
    id: "provider-error",
    name: "server_error",
    codes: [
      "server_error",
      "temporarily_unavailable",
      "AADSTS90033",
      "service_unavailable",
      "AADSTS50000",
      "AADSTS50033",
      "AADSTS90006",
      "AADSTS90012",
      "AADSTS90024",
      "AADSTS90055",
      "AADSTS50087",
      "AADSTS70012",
      "rate_limit_exceeded",
    ],
    texts: ["temporarily unavailable", "service unavailable"],
    cause: "The provider itself had trouble while the person signed in.",
    acts: "provider",
    next: "Look at the provider's status page, and ask the customer to try the same link again in an hour.",
    reply:
      "{provider} had a passing problem while you signed in. Please try the same link again in an hour.",
  },
];
