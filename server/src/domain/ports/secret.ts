const inspect = Symbol.for("nodejs.util.inspect.custom");

/** A text that prints as `[redacted]` wherever it ends up; only `reveal()` gives it away (docs/rules.md, 15). */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return "[redacted]";
  }

  toJSON(): string {
    return "[redacted]";
  }

  [inspect](): string {
    return "[redacted]";
  }
}
