/** A place in the list; `row` null is the gap that a row left, as high as it was (pixels). */
export type Place<Row> = { id: string; row: Row | null; height?: number };

/** What stood where when somebody came to point at the list. */
export type Held = readonly { id: string; height: number }[];

/**
 * Rows in an order that stays while somebody points at the list: what left keeps its place empty, what came stands at the
 * end. With nobody there (`held` null) the order is the server's.
 */
export function steadySlots<Row extends { id: string }>(
  rows: Row[],
  held: Held | null,
): Place<Row>[] {
  if (held === null) return rows.map((row) => ({ id: row.id, row }));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const stood = new Set(held.map(({ id }) => id));
  return [
    ...held.map(({ id, height }) => ({ id, height, row: byId.get(id) ?? null })),
    ...rows.filter(({ id }) => !stood.has(id)).map((row) => ({ id: row.id, row })),
  ];
}
