import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import "@mantine/core/styles/Kbd.css";
import "@mantine/core/styles/Table.css";
import { Checkbox, Kbd, Modal, Stack, Table } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { useRouter } from "@tanstack/react-router";
import { useReturnFocus } from "../ui/return-focus.ts";
import { pagesOf } from "./pages.ts";
import { buttonKeys, modKey, singleKeysOff } from "./shortcuts.ts";

/** Every key that the console knows, and the switch for those that are one key alone. */
export function ShortcutList({ onClose }: { onClose(): void }) {
  const router = useRouter();
  const close = useReturnFocus(onClose);
  const [off, setOff] = useLocalStorage({ key: singleKeysOff, defaultValue: false });
  const pages = pagesOf(router).map(({ key, label }) => ({
    keys: ["g", key],
    does: label,
    where: "anywhere",
  }));
  const lines = [
    { keys: [modKey, "K"], does: "Find an owner, an account, an auth link", where: "anywhere" },
    ...pages,
    ...buttonKeys.map(({ key, ...rest }) => ({ keys: [key], ...rest })),
    { keys: ["?"], does: "This list", where: "anywhere" },
  ];
  return (
    <Modal
      opened
      onClose={close}
      title="Keyboard shortcuts"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Keys</Table.Th>
              <Table.Th>What they do</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map(({ keys, does, where }) => (
              <Table.Tr key={does}>
                <Table.Td style={{ whiteSpace: "nowrap" }}>
                  {keys.map((key) => (
                    <Kbd key={key} mr={4}>
                      {key}
                    </Kbd>
                  ))}
                </Table.Td>
                <Table.Td>
                  {does}
                  {where !== "anywhere" && ` (${where})`}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Checkbox
          label="Use single keys"
          description={`Off: only ${modKey} K works. Good where the computer is spoken to.`}
          checked={!off}
          onChange={(event) => setOff(!event.currentTarget.checked)}
        />
      </Stack>
    </Modal>
  );
}
