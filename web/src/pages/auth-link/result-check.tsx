import "@mantine/core/styles/Table.css";
import type { ConnectSession } from "@connect-console/shared/connect-session";
import { Button, Table, Text } from "@mantine/core";
import { IconCheck, IconQuestionMark, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { providersQuery } from "../../api/provider.ts";
import { nameCheck, type NamedCheck } from "../../connect-session/check-names.ts";
import { checkStep } from "../../connect-session/check-step.ts";
import classes from "./auth-link.module.css";

/** The promise point by point: same, different, or not known, and what to do about each difference. */
export function ResultCheck({ row }: { row: ConnectSession }) {
  const providers = useQuery(providersQuery).data ?? [];
  return (
    <Table
      verticalSpacing={6}
      horizontalSpacing={6}
      className={classes.checks}
      aria-label="Result check"
    >
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Point</Table.Th>
          <Table.Th>Promised</Table.Th>
          <Table.Th>Linked</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {row.checks.map((check) => {
          const named = nameCheck(check, row, providers);
          const step = checkStep(check, row);
          return (
            <Fragment key={check.point}>
              <Table.Tr data-step={step !== null}>
                <Table.Th scope="row">{named.title}</Table.Th>
                <Table.Td>{named.promised ?? "–"}</Table.Td>
                <Table.Td>
                  <Result check={named} />
                </Table.Td>
              </Table.Tr>
              {step && (
                <Table.Tr>
                  <Table.Td colSpan={3}>
                    <Text size="sm">{step.text}</Text>
                    {step.to !== undefined && (
                      <Button
                        component={Link}
                        to={step.to}
                        variant="default"
                        size="compact-sm"
                        mt={4}
                      >
                        {step.label}
                      </Button>
                    )}
                  </Table.Td>
                </Table.Tr>
              )}
            </Fragment>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}

function Result({ check }: { check: NamedCheck }) {
  switch (check.result) {
    case "same":
      return (
        <span className={classes.result}>
          <IconCheck size={16} role="img" aria-label="same" /> {check.actual}
        </span>
      );
    case "different":
      return (
        <Text span size="sm" c="var(--needs-you)" className={classes.result}>
          <IconX size={16} role="img" aria-label="different" /> {check.actual ?? "nothing"}
        </Text>
      );
    case "not_known":
      return (
        <Text span size="sm" c="dimmed" className={classes.result}>
          <IconQuestionMark size={16} aria-hidden /> not known: StackOne does not say
        </Text>
      );
    default:
      return check.result satisfies never;
  }
}
