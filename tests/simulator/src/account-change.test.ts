import { expect, test } from "vitest";
import { testSimulator } from "./test-simulator.ts";

const id = "acc_acme_greenhouse";

async function stubborn() {
  const sim = testSimulator();
  await sim.json("POST", "/_simulator/settings", { updatedAtMovesWithStatus: false });
  const { updated_at: before } = await sim.account(id);
  const moved = async () => (await sim.account(id)).updated_at !== before;
  return { sim, moved };
}

test("a status that a link or a control call sets leaves updated_at where that is set", async () => {
  const { sim, moved } = await stubborn();
  const { token } = await sim.create({ account_id: id });
  await sim.act(token, "form");
  expect([(await sim.account(id)).status, await moved()]).toEqual(["active", false]);
  await sim.json("POST", `/_simulator/accounts/${id}`, { status: "error" });
  expect([(await sim.account(id)).status, await moved()]).toEqual(["error", false]);
  await sim.json("POST", `/_simulator/accounts/${id}`, { status: "active", touch: true });
  expect(await moved()).toBe(true);
});

test("what is saved without a new status moves updated_at all the same", async () => {
  const { sim, moved } = await stubborn();
  await sim.json("POST", `/_simulator/accounts/${id}`, { label: "same status", touch: false });
  expect(await moved()).toBe(false);
  await sim.json("POST", `/_simulator/accounts/${id}`, { label: "again" });
  expect(await moved()).toBe(true);
});

test("an account moves to another profile of its provider by either name", async () => {
  const sim = testSimulator();
  const account = "acc_umbrella_hubspot_us";
  const profile = () => sim.profileOf(account);
  const save = (body: object, status?: number) =>
    sim.json("PATCH", `/accounts/${account}`, body, status);
  await save({ connector_profile_id: "prof_hubspot_v1" });
  expect(await profile()).toBe("prof_hubspot_v1");
  await save({ integration_id: "prof_hubspot_v2" });
  expect(await profile()).toBe("prof_hubspot_v2");
  await save({ connector_profile_id: "prof_slack" }, 400);
});
