import { type Me, RoleChange, type StaffMember } from "@connect-console/shared/staff";
import { Hono } from "hono";
import { permissionsOf } from "../../domain/permissions.ts";
import { switchRole } from "../../domain/staff/switch-role.ts";
import type { AppDeps, AppEnv } from "../deps.ts";
import { valid } from "../middleware/validate.ts";

export const meRoutes = new Hono<AppEnv>()
  .get("/", (c) => c.json(meToApi(c.get("deps"), c.get("ctx").actor.staff)))
  .post("/role", valid("json", RoleChange), async (c) => {
    const deps = c.get("deps");
    const staff = await switchRole(c.get("ctx"), c.req.valid("json").role, deps.signIn);
    return c.json(meToApi(deps, staff));
  });

function meToApi({ signIn, ports }: AppDeps, staff: StaffMember): Me {
  const { kind, host } = ports.stackone;
  return {
    staff,
    permissions: permissionsOf(staff.role),
    stackone: { kind, host },
    signIn: signIn.kind,
  };
}
