import * as z from "zod";
import { type StackOne, StackOneError } from "../../domain/ports/stackone.ts";
import { wrongShape } from "../request/pages.ts";
import { LooseId, unwrapped } from "../wire/loose.ts";
import type { AccountApi } from "./account-api.ts";
import { type AccountById, askForAccount } from "./account-by-id.ts";
import type { AccountParts } from "./account-parts.ts";

/** Deletes an account, and says only what StackOne's answers prove. */
export function createDeleteAccount(
  parts: AccountParts,
  byId: AccountById,
): StackOne["deleteAccount"] {
  const { apis, abilities } = parts;
  return async (id, purpose) => {
    const remove = async (api: AccountApi): Promise<boolean> => {
      const { status, json } = await askForAccount(parts, "DELETE", api, id, purpose);
      if (status === 404) return false;
      // it answers with the account; another one, or none, proves nothing — delete-account
      if (DeletedId.safeParse(unwrapped(json)).data?.id !== id)
        throw wrongShape(`${api.path}/:id (deleted)`, true);
      return true;
    };
    // v1 documents its deletion, v2 does not.
    const api = abilities.get().v1Accounts !== false ? apis.v1 : apis.v2;
    if (await remove(api)) return "deleted";
    if (api === apis.v1 && (await byId.isPathThere(api, purpose))) return "gone";
    if ((await byId.read(id, purpose)) === null) return "gone";
    if (api === apis.v1 && (await remove(apis.v2))) return "deleted";
    throw new StackOneError(
      "rejected",
      "StackOne answered 404 to the deletion, but the account is still there",
      { status: 404 },
    );
  };
}

const DeletedId = z.object({ id: LooseId });
