import { magicWords } from "./magic-words.ts";
import { findProvider } from "./providers.ts";
import type { Account, Profile, Seed } from "./state.ts";

/** The company that is found on first start. Ids are fixed so that people and tests can name them; times lie before `now`. */

const day = 86_400_000;

type ProfileRow = [
  id: string,
  provider: string,
  name: string,
  version: string,
  more?: Partial<Profile>,
];

const profileRows: ProfileRow[] = [
  ["prof_bamboohr", "bamboohr", "BambooHR", "1.4.2"],
  ["prof_personio", "personio", "Personio", "1.2.0"],
  ["prof_workday", "workday", "Workday", "1.9.1"],
  ["prof_greenhouse", "greenhouse", "Greenhouse", "1.3.5"],
  ["prof_lever", "lever", "Lever", "1.1.0"],
  ["prof_ashby", "ashby", "Ashby", "1.0.3"],
  ["prof_hubspot_v1", "hubspot", "HubSpot v1", "1.8.0", { pinnedVersion: "1.x.x" }],
  ["prof_hubspot_v2", "hubspot", "HubSpot v2", "2.1.0", { pinnedVersion: "2.x.x", default: false }],
  ["prof_salesforce", "salesforce", "Salesforce", "2.0.4"],
  [
    "prof_salesforce_sandbox",
    "salesforce",
    "Salesforce sandbox",
    "2.0.4",
    { default: false, environment: "sandbox" },
  ],
  [
    "prof_salesforce_legacy",
    "salesforce",
    "Salesforce legacy",
    "1.6.0",
    { default: false, active: false, pinnedVersion: "1.6.0" },
  ],
  ["prof_pipedrive", "pipedrive", "Pipedrive", "1.0.0"],
  ["prof_slack", "slack", "Slack", "1.5.0"],
  ["prof_microsoftteams", "microsoftteams", "Microsoft Teams", "1.2.2"],
  ["prof_zendesk", "zendesk", "Zendesk", "1.7.0", { active: false }],
  ["prof_jira_cloud", "jira", "Jira Cloud", "1.3.0", { default: false }],
  ["prof_jira_service", "jira", "Jira Service Management", "1.3.0", { default: false }],
  ["prof_docebo", "docebo", "Docebo", "1.0.1"],
  ["prof_notion", "notion", "Notion", "1.1.4"],
  ["prof_okta", "okta", "Okta", "1.0.0"],
  ["prof_xero", "xero", "Xero", "1.2.1"],
];

const owners = {
  acme: "Acme Inc",
  globex: "Globex Corporation",
  initech: "Initech",
  "initech-llc": "Initech LLC",
  umbrella: "Umbrella Group",
  hooli: "Hooli",
  "hooli-eu": "Hooli Ltd",
  "hooli-uk": "Hooli Ltd.",
  northwind: "Northwind Traders",
  "northwind-emea": "Northwind Traders",
  stark: "Stark Industries",
  wayne: "Wayne Enterprises",
  wonka: "Wonka Chocolate",
  tyrell: "Tyrell GmbH",
  cyberdyne: "Cyberdyne Systems",
  contoso: "Contoso Ltd",
};

interface AccountRow {
  owner: keyof typeof owners;
  profile: string;
  /** Days ago. */
  created: number;
  updated: number;
  more?: Partial<Account>;
  /** Where owner and provider do not tell accounts apart. */
  suffix?: string;
}

const accountRows: AccountRow[] = [
  row("acme", "prof_bamboohr", 210, 34, { label: "HR, all sites", username: "maria@acme.example" }),
  row("acme", "prof_greenhouse", 180, 2, { status: "error", username: "jobs@acme.example" }),
  row("acme", "prof_slack", 90, 1),
  row("acme", "prof_salesforce", 60, 6, { status: "expired", label: "Sales EMEA" }),
  row("globex", "prof_workday", 300, 12, { label: "Workday production" }),
  row("globex", "prof_hubspot_v1", 120, 3, { username: "ops@globex.example" }),
  row("globex", "prof_zendesk", 400, 40, { status: "inactive" }),
  row("globex", "prof_lever", 30, 9, { status: "error" }),
  row("initech", "prof_bamboohr", 250, 71, { username: "bill@initech.example" }),
  row("initech-llc", "prof_bamboohr", 40, 22, { label: "After the rename" }),
  row("initech", "prof_xero", 45, 45),
  row("umbrella", "prof_hubspot_v1", 150, 15, { label: "EMEA" }, "emea"),
  row("umbrella", "prof_hubspot_v2", 20, 4, { label: "US" }, "us"),
  row("umbrella", "prof_okta", 95, 30),
  row("hooli", "prof_personio", 170, 25, { status: "suspended" }),
  row("hooli", "prof_notion", 85, 11),
  row("hooli-eu", "prof_personio", 75, 18),
  row("hooli-uk", "prof_slack", 15, 5, { status: "error" }),
  row("northwind", "prof_docebo", 140, 55),
  row("northwind", "prof_jira_cloud", 130, 8),
  row("northwind-emea", "prof_docebo", 66, 13, { status: "archived" }),
  row("stark", "prof_salesforce", 220, 7, { username: "pepper@stark.example" }),
  row("stark", "prof_salesforce_sandbox", 210, 33, { type: "test", label: "Sandbox" }, "sandbox"),
  row("stark", "prof_workday", 190, 3, { status: "expired" }),
  row("stark", "prof_microsoftteams", 50, 10),
  row("wayne", "prof_bamboohr", 310, 90),
  row("wayne", "prof_salesforce_legacy", 500, 120, { status: "inactive" }),
  row("wayne", "prof_greenhouse", 77, 16, { status: "suspended" }),
  row("wonka", "prof_pipedrive", 33, 12, { label: "Factory sales" }),
  row("wonka", "prof_bamboohr", 5, 5, { type: "test", label: "QA run", status: "error" }),
  row("tyrell", "prof_personio", 260, 61, { username: "rachael@tyrell.example" }),
  row("tyrell", "prof_ashby", 100, 1, { status: "error" }),
  row("cyberdyne", "prof_jira_service", 160, 14),
  row("cyberdyne", "prof_hubspot_v1", 155, 29, { status: "archived" }),
  row("contoso", "prof_microsoftteams", 280, 2, { label: "Head office" }),
  row("contoso", "prof_workday", 275, 20, { username: "hr@contoso.example" }),
  row("contoso", "prof_lever", 12, 12, { type: "test" }),
];

const reasons = {
  error: ["AccountInvalidCredentialsError", "The provider refused the stored credentials (401)."],
  expired: ["AccountExpiredCredentialsError", "The refresh token is no longer valid."],
  inactive: ["AccountIntegrationInactiveError", "The connector profile is disabled."],
} as const;

/** Why an account has its status, as StackOne says it; nothing for a healthy or paused one. */
export function statusReasons(status: Account["status"], at: string): Account["statusReasons"] {
  if (!(status in reasons)) return [];
  const [code, description] = reasons[status as keyof typeof reasons];
  return [{ code, description, timestamp: at }];
}

export function createSeed(now: number): Seed {
  const profiles = profileRows.map((entry) => profile(entry, now));
  const versions = new Map(
    profiles.map(({ id, version, connectorKey }) => [id, { version, connectorKey }]),
  );
  const accounts = accountRows.map((entry) => {
    const provider = versions.get(entry.profile)?.connectorKey ?? "";
    const suffix = entry.suffix === undefined ? "" : `_${entry.suffix}`;
    const updatedAt = new Date(now - entry.updated * day).toISOString();
    return account({
      id: `acc_${entry.owner.replaceAll("-", "_")}_${provider}${suffix}`,
      provider,
      // One owner id under two names: the second one came with the rename.
      ownerId: entry.owner === "initech-llc" ? "initech" : entry.owner,
      ownerName: owners[entry.owner],
      profileId: entry.profile,
      version: versions.get(entry.profile)?.version ?? "",
      createdAt: new Date(now - entry.created * day).toISOString(),
      updatedAt,
      ...entry.more,
      statusReasons: statusReasons(entry.more?.status ?? "active", updatedAt),
    });
  });
  return { profiles, accounts: [...accounts, ...magicAccounts(now)] };
}

/** A magic owner has one account, so that it is in every directory that is filled from the accounts. */
function magicAccounts(now: number): Account[] {
  return magicWords
    .filter(({ where }) => where === "owner")
    .map(({ word }) =>
      account({
        id: `acc_${word.replaceAll("-", "_")}`,
        provider: "bamboohr",
        ownerId: word,
        ownerName: `Simulator: ${word.replace("sim-", "").replaceAll("-", " ")}`,
        profileId: "prof_bamboohr",
        version: "1.4.2",
        type: "test",
        createdAt: new Date(now - 365 * day).toISOString(),
        updatedAt: new Date(now - 365 * day).toISOString(),
      }),
    );
}

function row(
  owner: AccountRow["owner"],
  profileId: string,
  created: number,
  updated: number,
  more: Partial<Account> = {},
  suffix?: string,
): AccountRow {
  const base = { owner, profile: profileId, created, updated, more };
  return suffix === undefined ? base : { ...base, suffix };
}

function profile([id, provider, name, version, more]: ProfileRow, now: number): Profile {
  const at = new Date(now - 420 * day).toISOString();
  return {
    id,
    name,
    connectorKey: provider,
    active: true,
    default: true,
    version,
    pinnedVersion: null,
    environment: "production",
    createdAt: at,
    updatedAt: at,
    ...more,
  };
}

function account(
  facts: Pick<
    Account,
    | "id"
    | "provider"
    | "ownerId"
    | "ownerName"
    | "profileId"
    | "version"
    | "createdAt"
    | "updatedAt"
  > &
    Partial<Account>,
): Account {
  const fields = findProvider(facts.provider)?.fields ?? [];
  const plain = fields
    .filter((field) => !field.secret)
    .map(({ key }) => [key, facts.ownerId] as const);
  const secret = fields.filter((field) => field.secret).map(({ key }) => [key, "7f3a"] as const);
  return {
    username: null,
    label: null,
    status: "active",
    statusReasons: [],
    type: "production",
    setup: Object.fromEntries(plain),
    secretEnds: Object.fromEntries(secret),
    lag: null,
    ...facts,
  };
}
