import { areNearEqual, marksOf, probesOf } from "./similar-name.ts";

/** compared under one mark at most: thousands of names may begin alike, and a warning is worth no standstill */
const comparedAtMost = 200;

/** Names among which near-equal ones are found without comparing each with each. */
export class NearEqualIndex<Item extends { name: string }> {
  readonly #byMark = new Map<string, Item[]>();

  add(item: Item): void {
    const { whole, head, tail } = marksOf(item.name);
    for (const mark of [`= ${whole}`, head && `< ${head}`, tail && `> ${tail}`]) {
      if (mark === null) continue;
      const there = this.#byMark.get(mark);
      if (!there) this.#byMark.set(mark, [item]);
      else if (there.length < comparedAtMost) there.push(item);
    }
  }

  /** The first near-equal one that `fits`. */
  find(name: string, fits: (item: Item) => boolean): Item | undefined {
    const { whole, heads, tails } = probesOf(name);
    const marks = [
      `= ${whole}`,
      ...heads.map((head) => `< ${head}`),
      ...tails.map((tail) => `> ${tail}`),
    ];
    for (const mark of marks) {
      const found = this.#byMark
        .get(mark)
        ?.find((item) => fits(item) && areNearEqual(item.name, name));
      if (found) return found;
    }
    return undefined;
  }
}
