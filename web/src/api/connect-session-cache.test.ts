import type { ConnectSession } from "@connect-console/shared/connect-session";
import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";
import {
  accountPagesKey,
  applyConnectSession,
  authLinkKey,
  connectSessionKey,
  connectSessionListsKey,
} from "./connect-session-cache.ts";

const row = (part: Partial<ConnectSession>) =>
  ({ id: "one", version: 1, progress: "waiting", linkHeld: true, ...part }) as ConnectSession;
const entry = { id: "t1" } as NonNullable<ConnectSession["timeline"]>[number];

test("an older version is dropped, a newer one without timeline keeps the timeline that was there", () => {
  const client = new QueryClient();
  applyConnectSession(client, row({ version: 2, timeline: [entry] }));
  applyConnectSession(client, row({ version: 1, progress: "creating" }));
  applyConnectSession(client, row({ version: 3, progress: "signing_in" }));
  expect(client.getQueryData(connectSessionKey("one"))).toMatchObject({
    version: 3,
    progress: "signing_in",
    timeline: [entry],
  });
});

test("rows of lists change in place", () => {
  const client = new QueryClient();
  const key = [...connectSessionListsKey, {}];
  const items = [row({ id: "two" }), row({ id: "one" })];
  client.setQueryData(key, {
    pages: [
      {
        items,
        nextCursor: null,
        counts: {},
        tabs: { waiting: 0, attention: 0, connected: 0, over: 0 },
      },
    ],
    pageParams: [null],
  });
  applyConnectSession(client, row({ version: 2, progress: "connected" }));
  const after = client.getQueryData<{ pages: { items: ConnectSession[] }[] }>(key);
  expect(after?.pages[0]?.items.map(({ id, progress }) => [id, progress])).toEqual([
    ["two", "waiting"],
    ["one", "connected"],
  ]);
});

test("a link that the server no longer holds is forgotten here too", () => {
  const client = new QueryClient();
  client.setQueryData(authLinkKey("one"), "link");
  applyConnectSession(client, row({}));
  expect(client.getQueryData(authLinkKey("one"))).toBe("link");
  applyConnectSession(client, row({ version: 2, linkHeld: false }));
  expect(client.getQueryData(authLinkKey("one"))).toBeUndefined();
});

test("what the accounts' pages show is read anew after changes, many at once as one, and not without a change", async () => {
  vi.useFakeTimers();
  const client = new QueryClient();
  const queryKey = [...accountPagesKey, "one", "acc_1"];
  const read = vi.fn<() => Promise<string>>(async () => "an account");
  const observer = new QueryObserver(client, { queryKey, queryFn: read, staleTime: Infinity });
  const unsubscribe = observer.subscribe(() => {});
  applyConnectSession(client, row({ version: 1 }));
  applyConnectSession(client, row({ version: 2, progress: "signing_in" }));
  applyConnectSession(client, row({ version: 3, progress: "connected" }));
  await vi.runAllTimersAsync();
  expect(read).toHaveBeenCalledTimes(2);
  applyConnectSession(client, row({ version: 4, progress: "connected" }));
  await vi.runAllTimersAsync();
  expect(read).toHaveBeenCalledTimes(2);
  unsubscribe();
  vi.useRealTimers();
});
