import "@mantine/core/styles/FloatingIndicator.css";
import "@mantine/core/styles/SegmentedControl.css";
import { SegmentedControl } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";

/** Whose links: those that this person looks after, or everybody's. Somebody else's are chosen under *With*. */
export function Mine({ holder }: { holder: string[] | undefined }) {
  const navigate = useNavigate({ from: "/connect-sessions" });
  const mine = holder?.length === 1 && holder[0] === "me";
  const others = holder !== undefined && !mine;
  return (
    <SegmentedControl
      aria-label="Whose links"
      data={[
        { value: "mine", label: "Mine" },
        { value: "everyone", label: others ? "Chosen" : "Everyone" },
      ]}
      value={mine ? "mine" : "everyone"}
      onChange={(whose) =>
        void navigate({
          search: (before) => ({ ...before, holder: whose === "mine" ? ["me"] : undefined }),
        })
      }
    />
  );
}
