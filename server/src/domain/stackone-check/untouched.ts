import type { StackOneCheckStart } from "@connect-console/shared/stackone-check";
import type { StaffContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { findOwner } from "../owner/find-owner.ts";
import { readingStackOne } from "../stackone-error.ts";
import type { CheckPlan } from "./run.ts";

/** What the check may begin with: an owner that is known, at a provider where it has no account yet. Throws `invalid_input`. */
export async function requireUntouched(
  ctx: StaffContext,
  { ownerId, provider: chosen }: StackOneCheckStart,
): Promise<CheckPlan> {
  const owner = await findOwner(ctx, ownerId);
  if (!owner)
    throw invalid("ownerId", "Neither this console nor StackOne knows this owner. Add it first.");
  const providers = await readingStackOne(() => ctx.stackone.listProviders("interactive"));
  if (!providers.some(({ key }) => key === chosen))
    throw invalid("provider", "This provider isn't enabled in StackOne.");
  const before = await readingStackOne(() =>
    ctx.stackone.listAccountsOfOwners([owner.id], "interactive"),
  ).catch((error: unknown) => {
    // whether accounts can be read at all is one of the questions
    if (error instanceof DomainError && error.code === "stackone_rejected") return [];
    throw error;
  });
  if (before.some(({ provider }) => provider === chosen))
    throw invalid(
      "provider",
      `${owner.name} already has an account at this provider. Choose one where it has none, so that the check touches nothing of theirs.`,
    );
  return {
    owner: { id: owner.id, name: owner.name },
    provider: chosen,
    before: new Set(before.map(({ id }) => id)),
  };
}

function invalid(field: string, message: string): DomainError {
  return new DomainError("invalid_input", message, { fields: { [field]: message } });
}
