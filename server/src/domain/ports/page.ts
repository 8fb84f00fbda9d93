/** One page of a list; `nextCursor` null: it is the last one. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** How many accounts an owner has under one exact name. */
export interface NameCount {
  id: string;
  name: string;
  accounts: number;
}
