import { DomainError } from "../../domain/domain-error.ts";
import type { Page } from "../../domain/ports/page.ts";

export const defaultLimit = 50;

/** Where a page ended: the sort keys of its last row. */
export type Position<First extends string | number> = readonly [First, string];

/** Cuts one row more than asked for into a page with its cursor. */
export function toPage<Row, Item, First extends string | number>(
  rows: Row[],
  limit: number,
  item: (row: Row) => Item,
  position: (row: Row) => Position<First>,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const nextCursor = rows.length > limit && last !== undefined ? encode(position(last)) : null;
  return { items: shown.map(item), nextCursor };
}

function encode(position: Position<string | number>): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/** The position in a cursor of ours; anything else is refused as invalid_input. */
export function positionOf(cursor: string, first: "number"): Position<number>;
export function positionOf(cursor: string, first: "string"): Position<string>;
export function positionOf(cursor: string, first: "number" | "string"): Position<string | number> {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    if (
      Array.isArray(value) &&
      value.length === 2 &&
      typeof value[0] === first &&
      typeof value[1] === "string"
    ) {
      return [value[0], value[1]];
    }
  } catch {
    // not JSON: falls through to the refusal
  }
  throw new DomainError("invalid_input", "The cursor is not one that this list gave.", {
    fields: { cursor: "Give a nextCursor of this list." },
  });
}
