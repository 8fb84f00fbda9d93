import { Badge } from "@mantine/core";

/** Marks everything of type test. */
export function TestTag() {
  return (
    <Badge
      color="yellow"
      variant="filled"
      autoContrast
      radius="sm"
      size="sm"
      style={{ flex: "none" }}
    >
      TEST
    </Badge>
  );
}
