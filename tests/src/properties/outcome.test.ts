import { toConfirm } from "@connect-console/shared/outcome";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { tokenOf } from "../running/simulator.ts";
import { stackOneMake } from "./stackone-make.ts";
import { newOwner, runs, seed, useWalkConsole } from "./walk-console.ts";

const profiles = {
  bamboohr: ["prof_bamboohr"],
  hubspot: ["prof_hubspot_v1", "prof_hubspot_v2"],
  salesforce: ["prof_salesforce", "prof_salesforce_sandbox"],
  ashby: ["prof_ashby"],
} as const;
const categoryOf = { bamboohr: "hris", hubspot: "crm", salesforce: "crm", ashby: "ats" } as const;
const providers = Object.keys(profiles) as (keyof typeof profiles)[];
const provider = fc.constantFrom(...providers);

/** An account that is there before: under the owner's exact name or under an older one. */
const earlierAccount = provider.chain((key) =>
  fc.record({
    provider: fc.constant(key),
    profileId: fc.constantFrom(...profiles[key]),
    type: fc.constantFrom("production", "test"),
    status: fc.constantFrom("active", "error", "expired"),
    olderName: fc.boolean(),
  }),
);

const choice = fc.record({
  provider: fc.option(provider, { nil: undefined }),
  categories: fc.option(fc.constantFrom(["crm"], ["hris", "ats"]), { nil: undefined }),
  profile: fc.option(fc.nat(1), { nil: undefined }),
  account: fc.option(fc.nat(3), { nil: undefined }),
  multiple: fc.option(fc.boolean(), { nil: undefined }),
  label: fc.option(fc.constantFrom("HR", "Sales, EMEA"), { nil: undefined }),
  type: fc.option(fc.constantFrom("production" as const, "test" as const), { nil: undefined }),
  picks: provider,
});

const walked = useWalkConsole();

test("what was predicted is what the simulator then does, and no account gets a profile or type that was not said", async () => {
  await fc.assert(
    fc.asyncProperty(
      stackOneMake,
      fc.array(earlierAccount, { maxLength: 3 }),
      choice,
      async (make, earlier, chosen) => {
        const running = walked();
        await running.simulator.settings(make);
        const owner = newOwner();
        // Before its accounts: an owner that StackOne knows under the older name only keeps that name.
        expect((await running.staff.ask("POST", "/api/owners", owner)).status).toBe(201);
        const ids: string[] = [];
        for (const { olderName, ...account } of earlier) {
          const ownerName = olderName ? `${owner.name} (before)` : owner.name;
          ids.push(
            (await running.simulator.addAccount({ ...account, ownerId: owner.id, ownerName })).id,
          );
        }
        // a preview takes what was read of the owner a moment ago, when it was added
        await running.passTime(6);
        const key = chosen.provider;
        const input = {
          ownerId: owner.id,
          provider: key,
          categories: key === undefined ? chosen.categories : undefined,
          connectorProfileId:
            key === undefined || chosen.profile === undefined
              ? undefined
              : profiles[key][chosen.profile],
          accountId: chosen.account === undefined ? undefined : ids[chosen.account],
          multiple: chosen.multiple,
          label: chosen.label,
          type: chosen.type,
        };
        const { status, body: outcome } = await running.staff.preview(input);
        // The account's provider is another one than the chosen: said beside the field, or blocked.
        if (status === 400) return;
        expect(status).toBe(200);
        if (outcome.kind === "blocked") {
          expect((await running.staff.create(input)).status).toBe(422);
          return;
        }
        const before = (await running.simulator.state()).accounts.filter(
          ({ ownerId }) => ownerId === owner.id,
        );
        const expected = { kind: outcome.kind, accountId: outcome.account?.id };
        const confirmed = toConfirm(outcome).map(({ code }) => code);
        // A5: a test link that may reach a production account is made only when a person has confirmed it.
        if (confirmed.length > 0)
          expect((await running.staff.create({ ...input, expected })).status).toBe(422);
        const created = await running.staff.create({
          ...input,
          expected: { ...expected, ...(confirmed.length > 0 && { confirmed }) },
        });
        expect(created.status).toBe(201);
        const picked = key ?? outcome.account?.provider ?? chosen.picks;
        const token = tokenOf(String(created.body.authLink));
        const isForm = picked === "bamboohr" || picked === "ashby";
        const offered = await running.simulator
          .act({ token, act: isForm ? "form" : "oauth_approve", provider: picked })
          .catch(() => null);
        // Without a provider the customer may want one that the categories leave out.
        if (offered === null) {
          expect(key).toBeUndefined();
          expect(chosen.categories).not.toContain(categoryOf[picked as keyof typeof profiles]);
          return;
        }
        const account = offered.account;
        if (account === null) throw new Error("the customer was done and there is no account");
        const known = before.find(({ id }) => id === account.id);
        const forProvider = outcome.perProvider.find((entry) => entry.provider === picked);
        const kind = outcome.kind === "depends" ? (forProvider?.kind ?? "create") : outcome.kind;
        const predictedAccount =
          outcome.kind === "depends" ? forProvider?.account : outcome.account;
        if (kind === "create") expect(known).toBeUndefined();
        if (kind === "edit") {
          expect(account.id).toBe(predictedAccount?.id);
          expect(account.type).toBe(known?.type);
          if (known?.type === "production" && outcome.request["type"] === "test")
            expect(confirmed).toEqual(["type_may_differ"]);
          if (account.profileId !== known?.profileId) {
            const said =
              outcome.sentence.includes("moves it") ||
              outcome.warnings.some(({ code }) => code === "profile_may_change");
            expect(said || outcome.kind === "depends", outcome.sentence).toBe(true);
          }
        }
        if (outcome.request["connector_profile_id"] !== undefined)
          expect(account.profileId).toBe(outcome.request["connector_profile_id"]);
        if (kind === "create") expect(account.type).toBe(outcome.request["type"]);
      },
    ),
    { numRuns: runs(120), seed },
  );
}, 600_000);
