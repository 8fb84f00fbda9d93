import { deletionsAtMost } from "@connect-console/shared/account-deletion";
import { Button, Group, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { chosenText, withAll } from "./chosen.ts";
import listClasses from "../../list/list.module.css";

interface Props {
  chosen: string[];
  /** ids of the accounts on the screen */
  shown: string[];
  onChoose: (ids: string[]) => void;
}

/** How many are chosen, and what can be done with them. */
export function ChoiceBar({ chosen, shown, onChoose }: Props) {
  const navigate = useNavigate({ from: "/accounts/clean-up" });
  const none = chosen.length === 0;
  const all = withAll(chosen, shown);
  return (
    <div className={listClasses.tools}>
      <Text size="sm" role="status">
        {chosenText(chosen.length)}
      </Text>
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant="default"
          disabled={all.length === chosen.length}
          title={
            all.length > chosen.length
              ? undefined
              : chosen.length >= deletionsAtMost
                ? "No more fit into one clean-up."
                : "All that are shown are chosen."
          }
          onClick={() => onChoose(all)}
        >
          Choose all shown
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={none}
          title={none ? "Nothing is chosen." : undefined}
          onClick={() => onChoose([])}
        >
          Choose none
        </Button>
        <Button
          size="compact-sm"
          disabled={none}
          title={none ? "Choose an account first." : undefined}
          onClick={() =>
            void navigate({ search: (before) => ({ ...before, step: "review" as const }) })
          }
        >
          See what would happen
        </Button>
      </Group>
    </div>
  );
}
