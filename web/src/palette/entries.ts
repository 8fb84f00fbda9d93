import type { FoundItem } from "@connect-console/shared/find";
import { progressWord } from "../connect-session/progress-words.ts";
import type { Destination } from "./pages.ts";

/** Leads to the list of keys, which is no page. */
export const shortcutList = "#shortcuts";

/** One line of the palette. */
export interface Entry {
  id: string;
  title: string;
  detail: string;
  kind: string;
  /** when it was made */
  at: string | null;
  /** address inside the console, or `shortcutList` */
  leadsTo: string;
  keys: string[];
}

const kinds: Record<FoundItem["kind"], { kind: string; page: string }> = {
  connect_session: { kind: "Auth link", page: "/connect-sessions" },
  account: { kind: "Account", page: "/accounts" },
  owner: { kind: "Owner", page: "/owners" },
};

/** The pages whose name has words that begin as typed; all of them where nothing is typed. */
export function pageEntries(pages: Destination[], text: string): Entry[] {
  const entries = pages.map(({ label, to, key }) =>
    entry({ title: label, kind: "Page", leadsTo: to, keys: ["g", key] }),
  );
  entries.push(entry({ title: "Keyboard shortcuts", leadsTo: shortcutList, keys: ["?"] }));
  const wanted = text.toLowerCase();
  return entries.filter(({ title }) => ` ${title.toLowerCase()}`.includes(` ${wanted}`));
}

/** What was found, and after the best owner the form for it. */
export function foundEntries(items: FoundItem[]): Entry[] {
  const best = items.find(({ kind }) => kind === "owner");
  return items.flatMap((item) =>
    item === best ? [foundEntry(item), formEntry(item)] : [foundEntry(item)],
  );
}

function foundEntry(item: FoundItem): Entry {
  const { kind, page } = kinds[item.kind];
  const progress = item.progress === null ? [] : [progressWord(item.progress, null)];
  return entry({
    title: item.title,
    detail: [...progress, item.detail].join(" · "),
    kind,
    at: item.at,
    leadsTo: `${page}/${encodeURIComponent(item.id)}`,
  });
}

function formEntry(owner: FoundItem): Entry {
  return entry({
    title: `New auth link for ${owner.title}`,
    detail: owner.id,
    leadsTo: `/?${new URLSearchParams({ ownerId: owner.id })}`,
  });
}

function entry(part: Partial<Entry> & Pick<Entry, "title" | "leadsTo">): Entry {
  return { id: part.leadsTo, detail: "", kind: "", at: null, keys: [], ...part };
}
