import { Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { deletionPreviewQuery } from "../../api/account-deletion.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { previewText } from "./clean-up-words.ts";
import listClasses from "../../list/list.module.css";
import { PreviewRow } from "./foreseen-row.tsx";
import { RunRegion } from "./run-region.tsx";
import { type CleanUpRun, useCleanUp } from "./use-clean-up.ts";

/** The second step: what would happen, as StackOne says now; then the confirmation and the deletions one by one. */
export function Review({ ids }: { ids: string[] }) {
  const run = useCleanUp();
  const preview = useQuery({ ...deletionPreviewQuery(ids), refetchOnMount: run.end === null });
  const back = (
    <LinkButton
      from="/accounts/clean-up"
      to="/accounts/clean-up"
      search={(before) => ({ ...before, step: undefined })}
      variant="default"
      size="compact-sm"
    >
      Back to the choice
    </LinkButton>
  );
  if (preview.error) {
    return (
      <ErrorNotice
        error={preview.error}
        title="StackOne could not be asked"
        onRetry={() => void preview.refetch()}
      >
        {back}
      </ErrorNotice>
    );
  }
  if (!preview.data) return <Skeleton h={200} role="status" aria-label="Asking StackOne" />;
  const { items } = preview.data;
  return (
    <>
      <div className={listClasses.tools}>
        <Text size="sm" fw={600}>
          {previewText(items)}
        </Text>
        {!run.running && back}
      </div>
      <RunRegion items={items} run={run} />
      <ul className={listClasses.rows} aria-label="What happens to each account">
        {items.map((item) => (
          <PreviewRow
            key={item.id}
            item={item}
            outcome={run.outcomes.get(item.id)}
            isNotified={isNotified(run, item.id)}
            onCheckAgain={() => run.checkAtStackOne(item.id)}
          />
        ))}
      </ul>
    </>
  );
}

function isNotified({ outcomes, end }: CleanUpRun, id: string): boolean {
  const outcome = outcomes.get(id);
  return (
    end?.by === "problem" &&
    outcome !== undefined &&
    "problem" in outcome &&
    outcome.problem === end.problem
  );
}
