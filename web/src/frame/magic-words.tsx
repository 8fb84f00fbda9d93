import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Drawer.css";
import "@mantine/core/styles/Table.css";
import { Code, Drawer, Loader, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { magicWordsQuery } from "../api/stackone-state.ts";
import { ErrorNotice } from "../ui/error-notice.tsx";

/** What to type to meet trouble on purpose. */
export function MagicWords({ onClose }: { onClose: () => void }) {
  const { data, error, refetch } = useQuery(magicWordsQuery);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title="Magic words"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Text size="sm" mb="sm">
        The simulator makes trouble when it meets one of these.
      </Text>
      {error && (
        <ErrorNotice
          error={error}
          title="The words could not be read"
          onRetry={() => void refetch()}
        />
      )}
      {!data && !error && <Loader aria-label="Loading" />}
      {data && (
        <Table verticalSpacing="xs" layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Type</Table.Th>
              <Table.Th>and then</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.map(({ word, where, effect }) => (
              <Table.Tr key={`${where} ${word}`}>
                <Table.Td>
                  <Code style={{ overflowWrap: "anywhere" }}>{word}</Code>
                  <Text size="xs" c="dimmed">
                    as {where}
                  </Text>
                </Table.Td>
                <Table.Td>{effect}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Drawer>
  );
}
