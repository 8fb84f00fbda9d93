import type { ConnectSessionQuery } from "@connect-console/shared/connect-session";
import type { ConnectSessionRow } from "../../domain/ports/connect-sessions.ts";
import type { Store } from "../../domain/ports/store.ts";
import { start } from "./fixtures.ts";

export async function insertAll(store: Store, rows: ConnectSessionRow[]) {
  await store.transaction(async (tx) => {
    for (const row of rows) await tx.connectSessions.insert(row);
  });
}

export async function idsOf(store: Store, query: ConnectSessionQuery, now = start) {
  return (await store.connectSessions.list({ ...query, now })).items.map((row) => row.id);
}

/** As a row keeps the account that it linked. */
export const linkedAccount = {
  id: "acc-9",
  provider: "bamboohr",
  providerName: "BambooHR",
  owner: { id: "acme", name: "Acme" },
  status: "active",
  statusReasons: [{ code: null, description: "fine", at: null }],
  type: null,
  label: null,
  username: null,
  connectorProfileId: null,
  createdAt: null,
  updatedAt: null,
  brokenSince: null,
  openConnectSessionId: null,
};
