import type { Provider } from "@connect-console/shared/provider";
import type { StaffContext } from "../context.ts";
import { readingStackOne } from "../stackone-error.ts";

/** What can be linked in StackOne's project, with its connector profiles. */
export async function listProviders(ctx: StaffContext): Promise<{ items: Provider[] }> {
  return { items: await readingStackOne(() => ctx.stackone.listProviders("interactive")) };
}
