import type { Progress } from "@connect-console/shared/connect-session";
import {
  IconAlertTriangle,
  IconBan,
  IconCircleCheck,
  IconClock,
  IconClockOff,
  IconHelpCircle,
  IconLoader2,
  IconLogin2,
  IconPlayerPause,
  IconX,
  type Icon,
} from "@tabler/icons-react";

const icons: Record<Progress, Icon> = {
  creating: IconLoader2,
  create_failed: IconX,
  outcome_unknown: IconHelpCircle,
  waiting: IconClock,
  signing_in: IconLogin2,
  stalled: IconPlayerPause,
  attempt_failed: IconX,
  likely_connected: IconHelpCircle,
  connected: IconCircleCheck,
  connected_with_problem: IconAlertTriangle,
  expired: IconClockOff,
  void: IconBan,
};

export function ProgressIcon({ progress, size = 18 }: { progress: Progress; size?: number }) {
  const Drawn = icons[progress];
  return <Drawn size={size} aria-hidden />;
}
