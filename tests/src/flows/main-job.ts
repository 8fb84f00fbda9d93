import type { ConnectSession } from "@connect-console/shared/connect-session";
import { expect } from "vitest";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";
import { type CustomerAct, type SimulatedAccount, tokenOf } from "../running/simulator.ts";

/** The console's main job, run through on a StackOne of any make: create, repair, deny, expire. */

/** A console that finds this StackOne at its start, with limits out of the way. */
export async function startConsoleOn(settings: object): Promise<RunningConsole> {
  const running = await startRunningConsole({ STACKONE_REQUESTS_PER_MINUTE: "1000" });
  // the simulator ends with the console, and keeps what was set
  await running.simulator.settings({ ...settings });
  await running.restart();
  return running;
}

/** An owner of its own, so that runs do not meet. */
export async function newOwner(running: RunningConsole, id: string) {
  const owner = { ownerId: id, ownerName: `Owner ${id}` };
  const { status } = await running.staff.ask("POST", "/api/owners", { id, name: owner.ownerName });
  expect(status).toBe(201);
  return owner;
}

/** A link, and what the customer and the staff member do with it. */
export async function link(running: RunningConsole, input: Record<string, unknown>) {
  const { connectSession, authLink } = await running.staff.createLink(input);
  const { id } = connectSession;
  const token = tokenOf(authLink);
  return {
    id,
    token,
    created: connectSession,
    customer: (act: CustomerAct["act"]) => running.simulator.act({ token, act }),
    check: () => checked(running, id),
    expectWiped: () => expectWiped(running, id, token),
  };
}

/** What a check says a minute later, when nobody asks for patience any more. */
async function checked(running: RunningConsole, id: string): Promise<ConnectSession> {
  await running.passTime(60);
  const { status, body } = await running.staff.act(id, "check");
  expect([status, body.error?.message]).toEqual([200, undefined]);
  return body;
}

export async function accountOf(running: RunningConsole, id: string): Promise<SimulatedAccount> {
  const account = (await running.simulator.state()).accounts.find((each) => each.id === id);
  if (!account) throw new Error(`the simulator has no account ${id}`);
  return account;
}

/** Link and token are gone: not handed out, and in no log. */
async function expectWiped(running: RunningConsole, id: string, token: string): Promise<void> {
  expect((await running.staff.read(id)).linkHeld).toBe(false);
  expect((await running.staff.act(id, "reveal")).status).toBe(409);
  expect(running.logged()).not.toContain(token);
}
