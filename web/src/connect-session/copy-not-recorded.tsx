import { Text } from "@mantine/core";
import { ErrorNotice } from "../ui/error-notice.tsx";

/** The clipboard has it, and the audit log does not know. */
export function CopyNotRecorded({ error }: { error: Error }) {
  return (
    <ErrorNotice error={error} title="Copied, but not recorded">
      <Text size="sm">Copy it once more, so that the audit log has it.</Text>
    </ErrorNotice>
  );
}
