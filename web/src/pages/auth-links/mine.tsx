import "@mantine/core/styles/FloatingIndicator.css";
import "@mantine/core/styles/SegmentedControl.css";
import { SegmentedControl } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";

/** Whose links: the person's own, or everybody's. Somebody else's are chosen under *By*. */
export function Mine({ createdBy }: { createdBy: string[] | undefined }) {
  const navigate = useNavigate({ from: "/connect-sessions" });
  const mine = createdBy?.length === 1 && createdBy[0] === "me";
  const others = createdBy !== undefined && !mine;
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
          search: (before) => ({ ...before, createdBy: whose === "mine" ? ["me"] : undefined }),
        })
      }
    />
  );
}
