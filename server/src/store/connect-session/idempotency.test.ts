import { expect, test } from "vitest";
import { openTestStore, start } from "../testing/fixtures.ts";

const record = {
  staffId: "staff-1",
  route: "create",
  key: "key-1",
  bodyHash: "abc",
  createdAt: start,
  connectSessionId: "cs-1",
  error: null,
};

test("a record is found by staff member, route and key; a later one takes its place", async () => {
  const { store } = await openTestStore();
  const { idempotency } = store;
  await idempotency.put(record);
  expect(await idempotency.find("staff-1", "create", "key-1")).toEqual(record);
  expect(await idempotency.find("staff-2", "create", "key-1")).toBeUndefined();
  expect(await idempotency.find("staff-1", "reissue", "key-1")).toBeUndefined();
  expect(await idempotency.find("staff-1", "create", "key-2")).toBeUndefined();
  const failed = {
    ...record,
    connectSessionId: null,
    error: { code: "blocked", message: "No.", detail: { hint: "why" } },
  };
  await idempotency.put(failed);
  expect(await idempotency.find("staff-1", "create", "key-1")).toEqual(failed);
});

test("records are forgotten by age", async () => {
  const { store } = await openTestStore();
  const { idempotency } = store;
  await idempotency.put(record);
  await idempotency.put({ ...record, key: "key-2", createdAt: start + 1 });
  await idempotency.deleteOlderThan(start + 1);
  expect(await idempotency.find("staff-1", "create", "key-1")).toBeUndefined();
  expect(await idempotency.find("staff-1", "create", "key-2")).toBeDefined();
});
