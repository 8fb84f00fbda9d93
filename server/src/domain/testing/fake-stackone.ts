import { byStackOneNames } from "../../stackone/wire/connect-session.ts";
import type { FailedRequest } from "@connect-console/shared/account";
import type { Provider } from "@connect-console/shared/provider";
import type {
  ConnectSessionRequest,
  CreatedAtStackOne,
  StackOne,
  StackOneAccount,
} from "../ports/stackone.ts";

/** A StackOne of a few lines that remembers what it was asked; `fail` makes the next calls of a name throw. */
export interface FakeStackOne extends StackOne {
  accounts: StackOneAccount[];
  providers: Provider[];
  copyRequestsPerMinute: number;
  /** `/v2/accounts`: account id → connector profile; null: not there */
  profilesOfV2: Record<string, string> | null;
  failedRequests: FailedRequest[] | null;
  requests: ConnectSessionRequest[];
  calls: string[];
  /** added to the 201 */
  answer: Partial<CreatedAtStackOne>;
  skew: number;
  keyFingerprint: string;
  fail: Partial<Record<string, Error>>;
  /** awaited before the POST answers */
  hold: Promise<void> | null;
}

export const fakeAuthLink =
  "https://app.stackone.test/embedded/integrations?token=marker-of-the-token";

export function makeAccount(account: Partial<StackOneAccount> = {}): StackOneAccount {
  return {
    id: "account-1",
    provider: "bamboohr",
    providerName: "BambooHR",
    ownerId: "acme",
    ownerName: "Acme Corp",
    status: "active",
    statusReasons: [],
    type: "production",
    label: null,
    username: null,
    connectorProfileId: "bamboo-default",
    categories: ["hris"],
    createdAt: 1_000,
    updatedAt: 1_000,
    ...account,
  };
}

const profile = {
  name: "Default",
  isDefault: true,
  active: true,
  version: "2",
  environment: null,
  authentication: "api_key: API key",
};

export const fakeProviders: Provider[] = [
  {
    key: "bamboohr",
    name: "BambooHR",
    logoUrl: null,
    categories: ["hris"],
    active: true,
    profiles: [
      { ...profile, id: "bamboo-default" },
      { ...profile, id: "bamboo-old", name: "Old", isDefault: false, version: "1" },
      { ...profile, id: "bamboo-off", name: "Off", isDefault: false, active: false },
    ],
  },
  {
    key: "lever",
    name: "Lever",
    logoUrl: null,
    categories: ["ats"],
    active: true,
    profiles: [{ ...profile, id: "lever-default" }],
  },
  {
    key: "okta",
    name: "Okta",
    logoUrl: null,
    categories: ["iam"],
    active: false,
    profiles: [{ ...profile, id: "okta-default", active: false }],
  },
  {
    key: "jira",
    name: "Jira",
    logoUrl: null,
    categories: ["ticketing"],
    active: true,
    profiles: [{ ...profile, id: "jira-one", isDefault: false }],
  },
  {
    key: "quiet",
    name: "Quiet",
    logoUrl: null,
    categories: [],
    active: null,
    profiles: [{ ...profile, id: "quiet-one", isDefault: null, active: null, version: null }],
  },
];

export function createFakeStackOne(now: () => number): FakeStackOne {
  const called = (name: string) => {
    fake.calls.push(name);
    const error = fake.fail[name];
    if (error) throw error;
  };
  const fake: FakeStackOne = {
    kind: "live",
    host: "stackone.test",
    keyFingerprint: "fingerprint-1",
    follow: "attempts",
    requestsPerMinute: 120,
    copyRequestsPerMinute: 40,
    accounts: [],
    providers: structuredClone(fakeProviders),
    profilesOfV2: null,
    failedRequests: null,
    requests: [],
    calls: [],
    answer: {},
    skew: 0,
    fail: {},
    hold: null,
    byStackOneNames,
    ...connectSessionCalls(() => fake, called, now),
    ...accountCalls(() => fake, called),
    clockSkew: () => fake.skew,
  };
  return fake;
}

/** Notes a call, and throws where it is to fail. */
type Called = (name: string) => void;

function connectSessionCalls(
  fake: () => FakeStackOne,
  called: Called,
  now: () => number,
): Pick<StackOne, "createConnectSession" | "readAttempt" | "listProviders"> {
  return {
    async createConnectSession(request) {
      const { requests, hold } = fake();
      requests.push(structuredClone(request));
      if (hold) await hold;
      called("createConnectSession");
      const id = String(requests.length);
      const secrets = { token: `marker-of-the-token-${id}`, authLink: `${fakeAuthLink}-${id}` };
      const createdAt = now() + fake().skew;
      return { id, projectId: "project-1", ...secrets, createdAt, echo: {}, ...fake().answer };
    },
    async readAttempt() {
      called("readAttempt");
      return { readable: true, attempt: null };
    },
    async listProviders() {
      called("listProviders");
      return structuredClone(fake().providers);
    },
  };
}

type AccountCalls =
  | "listAccountsOfOwners"
  | "readAccountsPage"
  | "estimateAccounts"
  | "readProfilesPage"
  | "listAccountsById"
  | "listFailedRequests"
  | "readAccount"
  | "deleteAccount";

function accountCalls(fake: () => FakeStackOne, called: Called): Pick<StackOne, AccountCalls> {
  const found = (isMeant: (account: StackOneAccount) => boolean) =>
    structuredClone(fake().accounts.filter(isMeant));
  return {
    async listAccountsOfOwners(ids) {
      called("listAccountsOfOwners");
      return found(({ ownerId }) => ids.includes(ownerId));
    },
    async readAccountsPage(cursor) {
      called("readAccountsPage");
      const start = Number(cursor ?? 0);
      const { accounts } = fake();
      const next = start + 2 < accounts.length ? String(start + 2) : null;
      return { items: structuredClone(accounts.slice(start, start + 2)), next, total: null };
    },
    async estimateAccounts() {
      called("estimateAccounts");
      return fake().accounts.length;
    },
    async readProfilesPage() {
      called("readProfilesPage");
      const profiles = fake().profilesOfV2;
      if (!profiles) return null;
      const items = Object.entries(profiles).map(([id, connectorProfileId]) => ({
        id,
        connectorProfileId,
      }));
      return { items, next: null, total: null };
    },
    async listAccountsById(ids) {
      called("listAccountsById");
      return found(({ id }) => ids.includes(id));
    },
    async listFailedRequests() {
      called("listFailedRequests");
      return fake().failedRequests;
    },
    async readAccount(id) {
      called("readAccount");
      return found((account) => account.id === id)[0] ?? null;
    },
    async deleteAccount(id) {
      called("deleteAccount");
      const [account] = found((one) => one.id === id);
      fake().accounts = fake().accounts.filter((one) => one.id !== id);
      return account ? "deleted" : "gone";
    },
  };
}
