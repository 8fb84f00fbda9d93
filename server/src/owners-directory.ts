import type { StackOneState } from "@connect-console/shared/stackone-state";
import type { Context } from "./domain/context.ts";
import { fillOwners } from "./domain/fill-owners.ts";

const retryAfter = 60_000;

/** Fills the owners' directory once in the background, and tries again where StackOne does not answer. */
export function fillDirectory(
  ctx: Context,
  closing: AbortSignal,
): () => StackOneState["directory"] {
  const directory: StackOneState["directory"] = { state: "waiting", accountsRead: 0 };
  const fill = async (): Promise<void> => {
    Object.assign(directory, { state: "filling", accountsRead: 0 });
    try {
      await fillOwners(ctx, (accountsRead) => (directory.accountsRead = accountsRead));
      directory.state = "complete";
    } catch (error) {
      directory.state = "failed";
      if (closing.aborted) return;
      ctx.log.warn(
        { reason: error instanceof Error ? error.message : "" },
        "the owners' directory could not be filled",
      );
      const again = setTimeout(() => void fill(), retryAfter);
      closing.addEventListener("abort", () => clearTimeout(again), { once: true });
    }
  };
  void fill();
  return () => ({ ...directory });
}
