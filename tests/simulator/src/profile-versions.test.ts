import { expect, test } from "vitest";
import { testSimulator } from "./test-simulator.ts";

interface Version {
  version: string;
  pinned: boolean;
}
const path = "/connector_profiles/prof_hubspot_v2";

test("a pin decides the version of the profile and of its accounts", async () => {
  const sim = testSimulator();
  const pinned = async () =>
    (await sim.json<Version[]>("GET", `${path}/versions`)).filter((each) => each.pinned);
  const seen = async () =>
    (await sim.json<{ connector_version: string }>("GET", "/v2/accounts/acc_umbrella_hubspot_us"))
      .connector_version;
  expect(await pinned()).toEqual([
    { version: "2.1.0", owner: "stackone", builtin: true, pinned: true },
  ]);
  const pin = await sim.json("PUT", `${path}/pinned_version`, { pinned_version: "1.x.x" });
  expect(pin).toEqual({ pinned_version: "1.x.x", owner: "stackone" });
  expect(await sim.json("GET", `${path}/pinned_version`)).toEqual(pin);
  expect([(await pinned())[0]?.version, await seen()]).toEqual(["1.8.0", "1.8.0"]);
  expect((await sim.send("DELETE", `${path}/pinned_version`)).status).toBe(200);
  expect([await pinned(), await seen()]).toEqual([[], "2.1.0"]);
});

test.each(["^1.0.0", "~2.1.0", "9.x.x", "2.1.7", ""])("the pin %j is refused", async (pin) => {
  const sim = testSimulator();
  await sim.json("PUT", `${path}/pinned_version`, { pinned_version: pin }, 400);
});

test("unknown profiles, and a StackOne with auth configs only, have no versions", async () => {
  const sim = testSimulator();
  await sim.json("GET", "/connector_profiles/prof_none/versions", undefined, 404);
  await sim.json("POST", "/_simulator/settings", { profilesPath: "auth_configs" });
  await sim.json("GET", `${path}/versions`, undefined, 404);
});

test("entries at the head of the list of profiles come without their connector", async () => {
  const sim = testSimulator();
  await sim.json("POST", "/_simulator/settings", { unreadableProfiles: 2 });
  const { data } = await sim.json<{ data: { connector_key: string | null }[] }>(
    "GET",
    "/connector_profiles",
  );
  expect(data.filter((profile) => profile.connector_key === null)).toEqual(data.slice(0, 2));
});
