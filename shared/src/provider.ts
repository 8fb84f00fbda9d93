import * as z from "zod/mini";

/** StackOne's categories as they stand on the wire — create-connect-session reference. The list is open: providers may name others. */
export const knownCategories = [
  "ats",
  "hris",
  "hris-legacy",
  "crm",
  "iam",
  "marketing",
  "lms",
  "stackone",
  "documents",
  "ticketing",
  "screening",
  "messaging",
  "accounting",
  "scheduling",
] as const;

/** Which configuration and version of a connector a connect session uses. What StackOne did not say is null. */
export const ConnectorProfile = z.object({
  id: z.string(),
  name: z.nullable(z.string()),
  isDefault: z.nullable(z.boolean()),
  active: z.nullable(z.boolean()),
  version: z.nullable(z.string()),
  environment: z.nullable(z.string()),
  /** how customers sign in, as StackOne names it (key and label of its authentication config) */
  authentication: z.nullable(z.string()),
});
export type ConnectorProfile = z.infer<typeof ConnectorProfile>;

/** A system that can be linked: the connector profiles of one connector key. `active` is false when none of its profiles is. */
export const Provider = z.object({
  key: z.string(),
  name: z.string(),
  logoUrl: z.nullable(z.string()),
  categories: z.array(z.string()),
  active: z.nullable(z.boolean()),
  profiles: z.array(ConnectorProfile),
});
export type Provider = z.infer<typeof Provider>;

/** `GET /api/providers` */
export const ProviderList = z.object({ items: z.array(Provider) });
