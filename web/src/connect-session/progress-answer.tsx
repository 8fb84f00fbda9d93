import type { ConnectSession } from "@connect-console/shared/connect-session";
import { Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Suspense } from "react";
import { useConfirmConnectSession } from "../api/connect-session.ts";
import { useAcceptRefusal, useMakeRefusal, useRefusal } from "../api/me.ts";
import { AskSupport, useMayAskSupport } from "../account/ask-support.tsx";
import { queryString } from "../api/request.ts";
import { isUnderWay } from "./attempt-under-way.ts";
import { ErrorNotice } from "../ui/error-notice.tsx";
import { lazyPart } from "../ui/lazy-part.ts";

const AcceptDifference = lazyPart(
  async () => (await import("./accept-difference.tsx")).AcceptDifference,
);

/** What only a person can know: whether the customer is done, or whether a difference is all right. */
export function ProgressAnswer({ row }: { row: ConnectSession }) {
  if (row.progress === "likely_connected") return <IsItDone row={row} />;
  // an attempt under way tells by itself
  const isTouched = row.problems.some(({ code }) => code === "void_link_maybe_used");
  if (row.progress === "void" && isTouched && !isUnderWay(row))
    return <IsItDone row={row} words={["It was used", "Not used"]} />;
  if (row.progress !== "connected_with_problem" || row.account === null) return null;
  // the result check says what to do: neither can be taken as it is, nor repaired by a link
  const isForeign = row.problems.some(({ code }) => code === "owner_differs");
  if (isForeign || row.account.status === "deleted") return null;
  return row.account.status === "active" ? <IsItRight row={row} /> : <Repair row={row} />;
}

function IsItDone({
  row,
  words: [yes, no] = ["It is done", "Not yet"],
}: {
  row: ConnectSession;
  words?: [string, string];
}) {
  const confirm = useConfirmConnectSession(row.id);
  const refusal = useRefusal("connect_session.confirm", row);
  const { id, updatedAt } = row.account ?? {};
  const account = id !== undefined && { id, updatedAt: updatedAt ?? null };
  const press = (done: boolean) => ({
    disabled: refusal !== null,
    title: refusal ?? undefined,
    loading: confirm.isPending,
    onClick: () => confirm.mutate({ done, ...(account && { account }) }),
  });
  return (
    <>
      <Group gap="xs">
        <Button {...press(true)}>{yes}</Button>
        <Button {...press(false)} variant="default">
          {no}
        </Button>
      </Group>
      {refusal !== null && <Text size="sm">{refusal}</Text>}
      {confirm.error && <ErrorNotice error={confirm.error} title="Your answer was not kept" />}
    </>
  );
}

function IsItRight({ row }: { row: ConnectSession }) {
  const [accepting, accept] = useDisclosure(false);
  const refusal = useAcceptRefusal(row);
  return (
    <>
      <Button
        variant="default"
        w="fit-content"
        disabled={refusal !== null}
        title={refusal ?? undefined}
        onClick={accept.open}
      >
        Accept the difference
      </Button>
      {refusal !== null && <Text size="sm">{refusal}</Text>}
      <Suspense>{accepting && <AcceptDifference row={row} onClose={accept.close} />}</Suspense>
    </>
  );
}

function Repair({ row: { account, type } }: { row: ConnectSession }) {
  const mayAsk = useMayAskSupport(account);
  const refusal = useMakeRefusal(type, { kind: "edit", account });
  if (refusal !== null)
    return (
      <>
        {account && mayAsk ? (
          <AskSupport account={account} why={refusal} w="fit-content" />
        ) : (
          <Button variant="default" w="fit-content" disabled title={refusal}>
            Make a repair link
          </Button>
        )}
        <Text size="sm">{refusal}</Text>
      </>
    );
  return (
    <Button
      // no router's link: the Hub's document has none
      component="a"
      href={`/${queryString({ ownerId: account?.owner.id, accountId: account?.id })}`}
      variant="default"
      w="fit-content"
    >
      Make a repair link
    </Button>
  );
}
