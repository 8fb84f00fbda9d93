import type { AccountPage, AccountsCopy } from "@connect-console/shared/account";
import type { ApiError } from "@connect-console/shared/api-error";
import type { AccountDetail } from "@connect-console/shared/connect-session";
import { expect } from "vitest";
import type { RunningConsole } from "./console.ts";

/** Reads the lists of accounts of a console, and waits for its copy of them. */
export function accountLists(running: () => RunningConsole) {
  const list = async (query = "") =>
    (await running().staff.ask<AccountPage & ApiError>("GET", `/api/accounts?${query}`)).body;
  const ids = async (query = "") => (await list(query)).items.map(({ id }) => id);
  const account = async (id: string) =>
    (await running().staff.ask<AccountDetail & ApiError>("GET", `/api/accounts/${id}`)).body;
  const completeAt = async () => (await list("limit=1")).copy.completeAt;
  /** Waits until the copy is as expected: it works by itself, and says how far it is. */
  const copyIs = (fits: (copy: AccountsCopy) => boolean) =>
    expect.poll(async () => fits((await list("limit=1")).copy), { timeout: 15_000 }).toBe(true);
  const firstPass = () => copyIs((copy) => copy.completeAt !== null);
  /** Half an hour goes by, and the pass that begins then ends. */
  async function nextPass() {
    const before = await completeAt();
    await running().passTime(31 * 60);
    await copyIs((copy) => copy.completeAt !== before);
  }
  /** under the path itself, or as v2 */
  const readsOf = async (path: string) =>
    (await running().simulator.requests()).items.filter((one) =>
      [path, `/v2${path}`].includes(one.path),
    );
  return { list, ids, account, completeAt, copyIs, firstPass, nextPass, readsOf };
}
