import type { ConnectSessionInput } from "@connect-console/shared/connect-session";
import type { Outcome } from "@connect-console/shared/outcome";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { previewQuery } from "../../api/connect-session.ts";

const settledAfterMs = 250;

/** What the link will do. */
export interface Preview {
  outcome: Outcome | undefined;
  /** the outcome is of what stands in the form now */
  upToDate: boolean;
  error: Error | null;
  /** a newer answer is on its way */
  loading: boolean;
  /** no answer came, and StackOne is asked once more */
  again: boolean;
  retry(): void;
}

/** What a link of these choices will do, asked once they stay the same for a moment; nothing while there is no owner. */
export function usePreview(input: ConnectSessionInput): Preview {
  const body = JSON.stringify(input);
  const [settledBody] = useDebouncedValue(body, settledAfterMs);
  const settled = JSON.parse(settledBody) as ConnectSessionInput;
  const hasOwner = settled.ownerId !== "" && input.ownerId !== "";
  const preview = useQuery({ ...previewQuery(settled), enabled: hasOwner });
  const upToDate = !preview.isPlaceholderData && settledBody === body;
  return {
    outcome: hasOwner ? preview.data : undefined,
    upToDate,
    error: preview.error,
    loading: !upToDate || preview.isFetching,
    again: preview.failureCount > 0,
    retry: () => void preview.refetch(),
  };
}
