import { expect, test } from "vitest";
import { findEvidence } from "./evidence.ts";
import { noteFirstSeen } from "./lacking.ts";
import { makeAccount } from "../testing/fake-stackone.ts";
import { makeRow, minute, start } from "../testing/followed-row.ts";

const around = { claims: [], selfUpdating: new Set<string>(), readAt: start + 3 * minute };

test("an account that the product made meanwhile, which this link then edits, is a hint and no surprise", () => {
  const row = makeRow({ type: "production" });
  const made = makeAccount({ type: "test", createdAt: start + minute, updatedAt: start + minute });
  const seen = { ...row, memory: { ...row.memory, firstSeen: noteFirstSeen(row, [made]) } };
  expect(findEvidence(seen, [made], around)).toEqual([]);

  const saved = { ...made, updatedAt: start + 2 * minute };
  expect(noteFirstSeen(seen, [saved])).toEqual({ [made.id]: start + minute });
  expect(findEvidence(seen, [saved], around)).toMatchObject([{ kind: "touched" }]);
});
