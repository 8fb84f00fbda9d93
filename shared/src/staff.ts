import * as z from "zod/mini";

/** What a staff member may be; the table of what each may do is the domain's. */
export const Role = z.enum(["viewer", "customer_success", "support", "qa", "admin"]);
export type Role = z.infer<typeof Role>;

/** The person at the console; `id` is the `sub` claim of their sign-in. */
export const StaffMember = z.object({
  id: z.string(),
  name: z.string(),
  email: z.nullable(z.string()),
  role: Role,
});
export type StaffMember = z.infer<typeof StaffMember>;

/** Somebody named beside an act: enough to show who it was. */
export const StaffReference = z.object({ id: z.string(), name: z.string() });
export type StaffReference = z.infer<typeof StaffReference>;

/** Somebody whom the console has seen sign in, with the role of then. */
export const Colleague = z.extend(StaffReference, { role: Role });
export type Colleague = z.infer<typeof Colleague>;

/** `GET /api/staff`, by name. */
export const Colleagues = z.object({ items: z.array(Colleague) });
export type Colleagues = z.infer<typeof Colleagues>;

/** What a person can be allowed to do; the page disables what is missing and says so. */
export const Permission = z.enum([
  "connect_session.read",
  "connect_session.create_production",
  "connect_session.create_test",
  "connect_session.reveal",
  "connect_session.reissue",
  "connect_session.void",
  "connect_session.confirm",
  "connect_session.accept",
  "connect_session.note",
  "connect_session.hand_over",
  "connect_session.snooze",
  "connect_session.act_on_any",
  "connect_session.export",
  "account.note",
  "account.hand_over",
  "account.repair",
  "account.delete_test",
  "owner.add",
  "owner.import",
  "owner.rename",
  "owner.delete",
  "owner.export",
  "audit.read",
  "audit.export",
  "settings.write",
]);
export type Permission = z.infer<typeof Permission>;

/** `GET /api/me` */
export const Me = z.object({
  staff: StaffMember,
  permissions: z.array(z.string()),
  stackone: z.object({ kind: z.enum(["simulator", "live"]), host: z.string() }),
  signIn: z.enum(["local", "oidc", "proxy"]),
});
export type Me = z.infer<typeof Me>;

/** `POST /api/me/role`, local sign-in only. */
export const RoleChange = z.strictObject({ role: Role });
