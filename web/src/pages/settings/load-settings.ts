import type { QueryClient } from "@tanstack/react-query";
import { settingsQuery } from "../../api/settings.ts";

/** Reads one's own settings. */
export async function loadSettings({
  context,
}: {
  context: { queryClient: QueryClient };
}): Promise<void> {
  await context.queryClient.ensureQueryData(settingsQuery);
}
