import type { ForeseenDeletion } from "@connect-console/shared/account-deletion";
import { Button, Group, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { accountName } from "../../account/account-name.ts";
import { EditedBy } from "../../account/edited-by.tsx";
import { verdictWords } from "../../account/verdict-words.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { NextStep } from "../../ui/next-step.tsx";
import { TextLink } from "../../ui/link-button.tsx";
import { clockTime } from "../../ui/times.ts";
import { TestTag } from "../../ui/test-tag.tsx";
import { outcomeWord } from "./clean-up-words.ts";
import classes from "./clean-up.module.css";
import type { Outcome } from "./run-clean-up.ts";

interface Props {
  item: ForeseenDeletion;
  /** undefined: its turn has not come */
  outcome: Outcome | undefined;
  /** it ended the clean-up, and what it was stands above the list */
  isNotified: boolean;
  onCheckAgain: () => Promise<string | null>;
}

/** One account: what would happen to it, then what did. */
export function PreviewRow({ item, outcome, ...rest }: Props) {
  const { account } = item;
  return (
    <li className={classes.item}>
      <div className={classes.cell}>
        <Group gap="xs">
          <TextLink
            to="/accounts/$accountId"
            params={{ accountId: item.id }}
            size="sm"
            fw={600}
            className={classes.name}
          >
            {account ? accountName(account) : item.id}
          </TextLink>
          {account?.type === "test" && <TestTag />}
        </Group>
        <Text size="xs" c="dimmed" className={classes.name}>
          {account && `${account.owner.name} · `}
          {item.id}
        </Text>
      </div>
      <div className={classes.cell}>
        {outcome ? <Happened outcome={outcome} {...rest} /> : <DeletionPreview item={item} />}
      </div>
    </li>
  );
}

function DeletionPreview({ item: { verdict, openConnectSessions } }: { item: ForeseenDeletion }) {
  const { word, why } = verdictWords(verdict);
  return (
    <>
      <Text size="sm" fw={600}>
        {word}
      </Text>
      {why !== null && <Text size="sm">{why}</Text>}
      {verdict === "delete" && <EditedBy links={openConnectSessions} />}
    </>
  );
}

function Happened({
  outcome,
  isNotified,
  onCheckAgain,
}: Omit<Props, "item" | "outcome"> & { outcome: Outcome }) {
  const check = useMutation({ mutationFn: onCheckAgain });
  const isBad = "problem" in outcome;
  return (
    <>
      <Text size="sm" fw={600} c={isBad ? "var(--needs-you)" : "inherit"}>
        {outcomeWord(outcome)}
      </Text>
      {isBad && !isNotified && (
        <Text size="sm" className={classes.name}>
          {outcome.problem.message}{" "}
          {outcome.problem.code !== "blocked" && <NextStep problem={outcome.problem} />}
        </Text>
      )}
      {outcome.state === "unknown" && (
        <>
          <Button
            size="compact-sm"
            variant="default"
            mt={4}
            loading={check.isPending}
            onClick={() => check.mutate()}
          >
            Look again
          </Button>
          <Text size="sm" role="status">
            {check.data && `StackOne still had it at ${clockTime(check.data)}.`}
          </Text>
          {check.error && <ErrorNotice error={check.error} title="It could not be looked at" />}
        </>
      )}
    </>
  );
}
