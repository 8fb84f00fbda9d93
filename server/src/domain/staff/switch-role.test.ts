import { expect, test } from "vitest";
import { switchRole } from "./switch-role.ts";
import { createTestConsole } from "../testing/test-console.ts";

test("a role that the sign-in keeps is switched, and the audit says so under the former one", async () => {
  const app = createTestConsole();
  const ctx = app.staff("admin");
  const switched = await switchRole(ctx, "viewer", {
    switchRole: async (staff, role) => ({ ...staff, role }),
  });
  expect(switched).toEqual({ ...ctx.actor.staff, role: "viewer" });
  expect(app.store.stored.audit()).toMatchObject([
    {
      action: "staff.switch_role",
      outcome: "done",
      target: { kind: "staff", id: "staff-1" },
      fields: ["role"],
    },
  ]);
});

test("a role that comes from elsewhere is not switched, and the refusal is audited", async () => {
  const app = createTestConsole();
  await expect(switchRole(app.staff("viewer"), "admin", {})).rejects.toMatchObject({
    code: "not_allowed",
  });
  expect(app.audited()).toEqual(["staff.switch_role refused staff staff-1"]);
});
