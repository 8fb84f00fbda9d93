import type { categories } from "./state.ts";

/** The connectors that the simulated StackOne knows. */

interface Field {
  key: string;
  label: string;
  secret?: boolean;
  placeholder?: string;
  description?: string;
}

export interface Provider {
  key: string;
  name: string;
  categories: (typeof categories)[number][];
  /** `form`: the customer types credentials; `oauth2`: signs in in a pop-up, after typing `fields` if there are any. */
  auth: "form" | "oauth2";
  fields: Field[];
  colour: string;
  initials: string;
}

const apiKey: Field = { key: "api_key", label: "API key", secret: true };
const subdomain = (placeholder: string): Field => ({
  key: "subdomain",
  label: "Subdomain",
  placeholder,
  description: "The first part of the address that you sign in at.",
});

const providers: Provider[] = [
  form("bamboohr", "BambooHR", ["hris"], "#5a9a1f", "B", [subdomain("acme"), apiKey]),
  form("personio", "Personio", ["hris"], "#16181d", "P", [
    { key: "client_id", label: "Client ID" },
    { key: "client_secret", label: "Client secret", secret: true },
  ]),
  oauth("workday", "Workday", ["hris"], "#0b62c4", "W", [
    { key: "tenant", label: "Tenant", placeholder: "acme_prod" },
  ]),
  form("greenhouse", "Greenhouse", ["ats"], "#1c7c5e", "G", [apiKey]),
  oauth("lever", "Lever", ["ats"], "#3f5566", "L"),
  form("ashby", "Ashby", ["ats"], "#4a3bbd", "A", [apiKey]),
  oauth("hubspot", "HubSpot", ["crm", "marketing"], "#d9522b", "H"),
  oauth("salesforce", "Salesforce", ["crm"], "#0a79b8", "S"),
  form("pipedrive", "Pipedrive", ["crm"], "#22663d", "P", [subdomain("acme"), apiKey]),
  oauth("slack", "Slack", ["messaging"], "#4a154b", "S"),
  oauth("microsoftteams", "Microsoft Teams", ["messaging"], "#4b53bc", "T"),
  form("zendesk", "Zendesk", ["ticketing"], "#03363d", "Z", [subdomain("acme"), apiKey]),
  oauth("jira", "Jira", ["ticketing"], "#1f5fd0", "J"),
  form("docebo", "Docebo", ["lms"], "#0057c8", "D", [subdomain("acme"), apiKey]),
  oauth("notion", "Notion", ["documents"], "#2f2f2f", "N"),
  form("okta", "Okta", ["iam"], "#00297a", "O", [subdomain("acme"), apiKey]),
  oauth("xero", "Xero", ["accounting"], "#0c7fa6", "X"),
];

export function findProvider(key: string): Provider | undefined {
  return providers.find((provider) => provider.key === key);
}

/** A drawn tile as a data URI: the Hub asks an outside host for every logo that it cannot load. */
export function logo(provider: Provider): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="14" fill="${provider.colour}"/><text x="32" y="44" font-family="Helvetica,Arial,sans-serif" font-size="34" font-weight="700" fill="#fff" text-anchor="middle">${provider.initials}</text></svg>`;
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
}

function form(
  key: string,
  name: string,
  kinds: Provider["categories"],
  colour: string,
  initials: string,
  fields: Field[],
): Provider {
  return { key, name, categories: kinds, auth: "form", fields, colour, initials };
}

function oauth(
  key: string,
  name: string,
  kinds: Provider["categories"],
  colour: string,
  initials: string,
  fields: Field[] = [],
): Provider {
  return { key, name, categories: kinds, auth: "oauth2", fields, colour, initials };
}
