export interface SimulatedAccount {
  id: string;
  provider: string;
  ownerId: string;
  ownerName: string;
  profileId: string;
  type: string;
  status: string;
}

export interface CustomerAct {
  token: string;
  act: "form" | "oauth_start" | "oauth_approve" | "oauth_deny" | "oauth_cancel" | "walk_away";
  provider?: string;
  attemptId?: string;
  credentials?: Record<string, string>;
}

/** Speaks to the simulator's control endpoint and acts as the customer, over HTTP as any process would. */
export class SimulatorControl {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  async #ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.url}/_simulator${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok)
      throw new Error(`simulator: ${method} ${path} answered ${response.status}: ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }

  reset() {
    return this.#ask("POST", "/reset", {});
  }
  clock(change: { offsetSeconds?: number; advanceSeconds?: number }) {
    return this.#ask("POST", "/clock", change);
  }
  trouble(trouble: {
    route: string;
    kind: string;
    times?: number;
    /** so many requests pass before it begins */
    after?: number;
    seconds?: number;
    status?: number;
  }) {
    return this.#ask("POST", "/trouble", trouble);
  }
  endTrouble() {
    return this.#ask("DELETE", "/trouble");
  }
  settings(settings: Record<string, unknown>) {
    return this.#ask("POST", "/settings", settings);
  }
  /** What the customer does with an auth link; answers the account and the attempt that came of it. */
  act(act: CustomerAct) {
    return this.#ask("POST", "/customers/act", act) as Promise<{
      account: SimulatedAccount | null;
      attempt: { id: string; status: string } | null;
    }>;
  }
  addAccount(account: Record<string, unknown>) {
    return this.#ask("POST", "/accounts", account) as Promise<{ id: string }>;
  }
  /** As StackOne's dashboard would, or the product. */
  deleteAccount(id: string) {
    return this.#ask("DELETE", `/accounts/${id}`);
  }
  /** So many more accounts at once, all of them the owner's where one is named. */
  addManyAccounts(count: number, owner?: { id: string; name: string }) {
    return this.#ask("POST", "/many-accounts", { count, ...(owner && { owner }) });
  }
  changeAccount(id: string, change: Record<string, unknown>) {
    return this.#ask("POST", `/accounts/${id}`, change);
  }
  changeProfile(id: string, change: Record<string, unknown>) {
    return this.#ask("POST", `/connector-profiles/${id}`, change);
  }
  /** Where webhooks go, and what goes wrong with all of them. */
  webhooks(change: { trouble?: string[]; lateSeconds?: number; url?: string | null }) {
    return this.#ask("POST", "/webhooks", change);
  }
  async webhookDeliveries(): Promise<
    { event: string; accountId: string; state: string; status: number | null }[]
  > {
    return ((await this.#ask("GET", "/webhooks")) as { items: never }).items;
  }
  async requests(): Promise<{
    items: { method: string; path: string; query: string; status: number; at: string }[];
    byRoute: Record<string, number>;
  }> {
    return (await this.#ask("GET", "/requests")) as never;
  }
  forgetRequests() {
    return this.#ask("DELETE", "/requests");
  }
  async state(): Promise<{
    accounts: SimulatedAccount[];
    sessions: (Record<string, unknown> & {
      token: string;
      linked: string[];
      repeated: Record<string, unknown>;
    })[];
  }> {
    return (await this.#ask("GET", "/state")) as never;
  }
}

/** The token inside an auth link. */
export function tokenOf(authLink: string): string {
  const token = new URL(authLink).searchParams.get("token");
  if (token === null) throw new Error("the auth link has no token");
  return token;
}
