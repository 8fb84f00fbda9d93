import type { NotificationCount } from "@connect-console/shared/notification";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";

const choiceKey = "desktop-notifications";

/** `blocked`: the browser was told no; `unsupported`: it has none. */
export type DesktopState = "unsupported" | "blocked" | "off" | "on";

export function desktopState(): DesktopState {
  if (typeof Notification === "undefined") return "unsupported";
  if (Notification.permission === "denied") return "blocked";
  const isChosen = localStorage.getItem(choiceKey) === "on";
  return isChosen && Notification.permission === "granted" ? "on" : "off";
}

/** Switches them on, after the browser's question, or off; in this browser only. */
export async function chooseDesktop(on: boolean): Promise<DesktopState> {
  if (on && (await Notification.requestPermission()) !== "granted") return desktopState();
  localStorage.setItem(choiceKey, on ? "on" : "off");
  return desktopState();
}

/** Shows what is new on the desktop while the tab is hidden, where the person switched that on. */
export function useDesktopNotifications(count: NotificationCount | undefined): void {
  const known = useRef<string | null | undefined>(undefined);
  const navigate = useNavigate();
  useEffect(() => {
    if (!count) return;
    const before = known.current;
    known.current = count.newestId;
    const isNews = before !== undefined && before !== count.newestId && count.unread > 0;
    if (!isNews || document.visibilityState === "visible" || desktopState() !== "on") return;
    void import("./show-on-desktop.ts").then(({ showOnDesktop }) =>
      showOnDesktop(before, (target) => void navigate(target)),
    );
  }, [count, navigate]);
}
