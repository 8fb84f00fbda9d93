import * as fc from "fast-check";

/** Mostly the first value, which is the simulator's preset. */
const usually = <Value>(preset: Value, ...others: Value[]) =>
  fc.oneof(
    { arbitrary: fc.constant(preset), weight: 3 },
    { arbitrary: fc.constantFrom(...others), weight: 1 },
  );

/** What StackOne's documents leave open, as settings of the simulator; all of them, so that one walk ends the other's. */
export const stackOneMake = fc
  .record({
    v1Accounts: usually(true, false),
    v2: usually(true, false),
    actions: usually(true, false),
    accountsShowProfile: usually(false, true),
    accountsEnvelope: usually(false, true),
    organizationIdAsNumber: usually(false, true),
    lagSeconds: usually(0, 10),
    profilesPath: usually("both", "connector_profiles", "auth_configs"),
    connectSessionByNumber: usually("yes", "absent", "refused_after_expiry"),
    expiredByNumberStatus: usually(404, 400, 401, 403, 410, 422),
    authenticateStatus: usually(null, 400, 401, 403, 404, 410),
    expiredAuthenticateStatus: usually(401, 400, 403, 404, 410, 422),
    attemptExpires: usually(false, true),
    updatedAtMovesWithStatus: usually(true, false),
    usedSessionOpensAgain: usually(true, false),
    webhookOnStatusChange: usually(true, false),
  })
  // one of them tells of accounts
  .map((make) => ({ ...make, v1Accounts: make.v1Accounts || !make.v2 }));
export type StackOneMake = typeof stackOneMake extends fc.Arbitrary<infer Make> ? Make : never;

/** Today's StackOne. */
export const today: StackOneMake = {
  v1Accounts: true,
  v2: true,
  actions: true,
  accountsShowProfile: false,
  accountsEnvelope: false,
  organizationIdAsNumber: false,
  lagSeconds: 0,
  profilesPath: "both",
  connectSessionByNumber: "yes",
  expiredByNumberStatus: 404,
  authenticateStatus: null,
  expiredAuthenticateStatus: 401,
  attemptExpires: false,
  updatedAtMovesWithStatus: true,
  usedSessionOpensAgain: true,
  webhookOnStatusChange: true,
};

/** Whether such a StackOne tells of every use of a link. */
export function tellsOfUse(make: StackOneMake): boolean {
  const attempts = make.connectSessionByNumber === "yes" || make.authenticateStatus === null;
  return attempts && make.updatedAtMovesWithStatus;
}
