import type { ConnectorProfile, Provider } from "@connect-console/shared/provider";
import { expect, test } from "vitest";
import { profileNameOf } from "./profile-name.ts";

const profile = (part: Partial<ConnectorProfile>): ConnectorProfile => ({
  id: "p1",
  name: "Sales",
  isDefault: true,
  active: true,
  version: "2.0.1",
  environment: null,
  authentication: null,
  ...part,
});
const providers = (...profiles: ConnectorProfile[]): Provider[] => [
  { key: "hubspot", name: "HubSpot", logoUrl: null, categories: [], active: true, profiles },
];

test("an account's profile reads as name and version, and as its id where it is unknown", () => {
  expect(profileNameOf("p1", providers(profile({})))).toBe("Sales – v2.0.1");
  expect(profileNameOf("p1", providers(profile({ name: null, version: null })))).toBe(
    "HubSpot – version not known",
  );
  expect(profileNameOf("p2", providers(profile({})))).toBe("p2");
});
