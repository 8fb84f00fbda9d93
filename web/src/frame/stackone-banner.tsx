import { Alert, Text } from "@mantine/core";
import type { StackOneState } from "@connect-console/shared/stackone-state";
import { IconCloudOff, IconDatabaseOff, IconInfoCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { stackOneStateQuery } from "../api/stackone-state.ts";
import { Countdown } from "../ui/countdown.tsx";

const titles: Record<StackOneState["state"], string | null> = {
  unknown: null,
  ready: null,
  unavailable: "StackOne does not answer",
  rate_limited: "StackOne asks us to wait",
  refused: "StackOne refuses the console's key",
  other_project: "This key belongs to another StackOne project",
};

const nextSteps: Record<StackOneState["state"], string> = {
  unknown: "",
  ready: "",
  unavailable: "Nothing can be created until it does; the console keeps trying.",
  rate_limited:
    "Background checks are paused until then. Your own actions work again within a minute.",
  refused: "The person who runs the console must give it a valid key and start it again.",
  other_project:
    "Nothing is created. Use the former key, or an empty data directory for this project.",
};

/** How StackOne is, where that matters to the person; nothing while all is well. */
export function StackOneBanner() {
  const { data } = useQuery(stackOneStateQuery);
  if (!data) return null;
  return (
    <>
      {data.storeProblem && <StoreProblem problem={data.storeProblem} />}
      <Trouble {...data} />
      <Directory {...data.directory} />
      {data.missing.length > 0 && <Missing missing={data.missing} />}
    </>
  );
}

function StoreProblem({ problem }: { problem: string }) {
  return (
    <Alert
      mb="md"
      color="red"
      title="Nothing can be saved"
      icon={<IconDatabaseOff aria-hidden />}
      role="status"
    >
      <Text size="sm">{problem} You can read everything, but no change is kept.</Text>
      <Text size="sm">Tell the console admin. We keep trying, and this goes by itself.</Text>
    </Alert>
  );
}

interface TroubleProps extends Pick<StackOneState, "state" | "message"> {
  /** epoch ms by the server's clock */
  retryAt: number | null;
}

/** Why StackOne cannot be asked, and when it is asked again. */
function Trouble({ state, message, retryAt }: TroubleProps) {
  const title = titles[state];
  if (title === null) return null;
  return (
    <Alert mb="md" color="red" title={title} icon={<IconCloudOff aria-hidden />} role="status">
      {message !== null && <Text size="sm">{message}</Text>}
      <Text size="sm">
        {retryAt !== null && (
          <Countdown until={retryAt} before="We’ll ask again in " after="We’re asking again now." />
        )}{" "}
        {nextSteps[state]}
      </Text>
    </Alert>
  );
}

/** How far the owners are known, while that is not all of them. */
function Directory({ state, accountsRead }: StackOneState["directory"]) {
  if (state === "filling")
    return (
      <Alert mb="md" icon={<IconInfoCircle aria-hidden />} role="status">
        Reading the owners from StackOne: {accountsRead} accounts read so far. Owners that are not
        read yet cannot be found by name.
      </Alert>
    );
  if (state === "failed")
    return (
      <Alert mb="md" color="red" icon={<IconInfoCircle aria-hidden />} role="status">
        The owners could not be read from StackOne; only those known before can be found. The
        console tries again by itself.
      </Alert>
    );
  return null;
}

function Missing({ missing }: Pick<StackOneState, "missing">) {
  return (
    <Alert
      mb="md"
      color="gray"
      icon={<IconInfoCircle aria-hidden />}
      title="What this StackOne does not tell us"
    >
      <ul>
        {missing.map(({ code, message }) => (
          <li key={code}>{message}</li>
        ))}
      </ul>
    </Alert>
  );
}
