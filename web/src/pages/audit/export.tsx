import { Button, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useExportAudit, type AuditFilter } from "../../api/audit.ts";
import { useRefusal } from "../../api/me.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import listClasses from "../../list/list.module.css";

/** **Export CSV**: everything that the filters let through. */
export function Export({ filter }: { filter: AuditFilter }) {
  const file = useExportAudit();
  const refusal = useRefusal("audit.export");
  return (
    <>
      <div className={listClasses.tools}>
        <Text size="sm" c="dimmed" role="status">
          {file.isSuccess && "The audit log was exported; that stands in it too."}
        </Text>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          disabled={refusal !== null}
          title={refusal ?? undefined}
          loading={file.isPending}
          onClick={() => file.mutate(filter)}
        >
          Export CSV
        </Button>
      </div>
      {file.error && <ErrorNotice error={file.error} title="The audit log was not exported" />}
    </>
  );
}
