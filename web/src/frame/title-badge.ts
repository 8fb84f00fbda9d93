import { useEffect } from "react";

const badge = /^\(\d+\+?\) /;

/** The title with the number of unread notifications before it, none where it is 0. */
export function badgedTitle(title: string, unread: number): string {
  const bare = title.replace(badge, "");
  return unread === 0 ? bare : `(${unread > 99 ? "99+" : unread}) ${bare}`;
}

/** Keeps the number before the tab's title, whatever page sets it. */
export function useTitleBadge(unread: number): void {
  useEffect(() => {
    const apply = () => {
      const title = badgedTitle(document.title, unread);
      if (title !== document.title) document.title = title;
    };
    const observer = new MutationObserver(apply);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    apply();
    return () => observer.disconnect();
  }, [unread]);
}
