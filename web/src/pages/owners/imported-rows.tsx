import "@mantine/core/styles/Table.css";
import type { ImportedRow } from "@connect-console/shared/owner";
import { Button, Group, Table, Text } from "@mantine/core";
import { useState } from "react";
import { passes, rowFilters, type RowFilter } from "./import-texts.ts";
import classes from "./owners.module.css";

/** a table of thousands would stand still */
const step = 100;
const filterNames: Record<RowFilter, string> = {
  all: "All",
  errors: "Errors",
  renames: "Renames",
  warned: "Warnings",
};
const resultNames: Record<ImportedRow["result"], string> = {
  add: "Add",
  same: "Unchanged",
  renamed: "Rename",
  error: "Error",
};

/** What happens with each row of the file; errors first to look at where there are any. */
export function ImportedRows({ rows }: { rows: ImportedRow[] }) {
  const [chosen, setChosen] = useState<RowFilter | null>(null);
  const [shown, setShown] = useState(step);
  const filter = chosen ?? (rows.some((row) => passes(row, "errors")) ? "errors" : "all");
  const fitting = rows.filter((row) => passes(row, filter));
  return (
    <>
      <Group gap="xs" role="group" aria-label="Rows to show">
        {rowFilters.map((each) => (
          <Button
            key={each}
            size="compact-sm"
            variant={each === filter ? "filled" : "default"}
            aria-pressed={each === filter}
            onClick={() => {
              setChosen(each);
              setShown(step);
            }}
          >
            {filterNames[each]} ({rows.filter((row) => passes(row, each)).length})
          </Button>
        ))}
      </Group>
      {/* what scrolls must be reached by keyboard */}
      <div className={classes.table} role="region" tabIndex={0} aria-label="Rows of the file">
        <Table verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Line</Table.Th>
              <Table.Th>Id</Table.Th>
              <Table.Th>Name</Table.Th>
              <Table.Th>What happens</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {fitting.slice(0, shown).map((row) => (
              <Row key={row.line} row={row} />
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {fitting.length > shown && (
        <Button variant="default" size="compact-sm" onClick={() => setShown(shown + step)}>
          Show {Math.min(step, fitting.length - shown)} more of {fitting.length - shown}
        </Button>
      )}
    </>
  );
}

function Row({ row: { line, id, name, result, message } }: { row: ImportedRow }) {
  return (
    <Table.Tr>
      <Table.Td>{line}</Table.Td>
      <Table.Td>{id}</Table.Td>
      <Table.Td>{name}</Table.Td>
      <Table.Td>
        <Text span size="sm" fw={600} c={result === "error" ? "var(--needs-you)" : "inherit"}>
          {resultNames[result]}
        </Text>
        {message !== undefined && <Text size="xs">{message}</Text>}
      </Table.Td>
    </Table.Tr>
  );
}
