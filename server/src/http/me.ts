import { type Me, RoleChange, type StaffMember } from "@connect-console/shared/staff";
import { Hono } from "hono";
import { auditEntry } from "../domain/audit-entry.ts";
import { DomainError } from "../domain/domain-error.ts";
import { permissionsOf } from "../domain/permissions.ts";
import type { AppDeps, AppEnv } from "./deps.ts";
import { valid } from "./valid.ts";

export const meRoutes = new Hono<AppEnv>()
  .get("/", (c) => c.json(describeMe(c.get("deps"), c.get("ctx").actor.staff)))
  .post("/role", valid("json", RoleChange), async (c) => {
    const { signIn } = c.get("deps");
    const ctx = c.get("ctx");
    if (!signIn.switchRole)
      throw new DomainError(
        "not_allowed",
        "Only with local sign-in can the role be switched here.",
      );
    const target = { kind: "staff", id: ctx.actor.staff.id };
    await ctx.store.audit.append(
      auditEntry(ctx, { action: "staff.switch_role", target, outcome: "done", fields: ["role"] }),
    );
    return c.json(
      describeMe(c.get("deps"), await signIn.switchRole(ctx.actor.staff, c.req.valid("json").role)),
    );
  });

function describeMe({ signIn, ports }: AppDeps, staff: StaffMember): Me {
  const { kind, host } = ports.stackone;
  return {
    staff,
    permissions: permissionsOf(staff.role),
    stackone: { kind, host },
    signIn: signIn.kind,
  };
}
