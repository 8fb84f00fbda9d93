import type { ConnectSession } from "@connect-console/shared/connect-session";
import type { NotificationCount } from "@connect-console/shared/notification";

type LiveMessage = { event: string; data: ConnectSession | null };

/** The live stream as a browser tab would read it: waits for what a test expects, never for a time. */
export class LiveStream {
  readonly messages: LiveMessage[] = [];
  /** the number on the bell, each time that it changed */
  readonly counts: NotificationCount[] = [];
  readonly #abort = new AbortController();
  #wake: () => void = () => {};
  #ended: Error | null = null;

  readonly #watched: string | undefined;

  private constructor(watched: string | undefined) {
    this.#watched = watched;
  }

  static async open(url: string, watched?: string): Promise<LiveStream> {
    const stream = new LiveStream(watched);
    const response = await fetch(url, {
      signal: stream.#abort.signal,
      headers: { accept: "text/event-stream" },
    });
    if (!response.ok || response.body === null)
      throw new Error(`the live stream answered ${response.status}`);
    void stream.#read(response.body).catch((error: unknown) => {
      stream.#ended = error instanceof Error ? error : new Error("the live stream broke");
      stream.#wake();
    });
    return stream;
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let buffer = "";
    for await (const chunk of body) {
      buffer += decoder.decode(chunk, { stream: true });
      const blocks = buffer.split("\n\n");
      buffer = blocks.pop() ?? "";
      for (const block of blocks) this.#take(block);
    }
    this.#ended = new Error("the live stream ended");
    this.#wake();
  }

  #take(block: string): void {
    const field = (name: string) =>
      block
        .split("\n")
        .filter((line) => line.startsWith(`${name}:`))
        .map((line) => line.slice(name.length + 1).trimStart())
        .join("\n");
    const data = field("data");
    const event = field("event");
    if (data === "" || event === "heartbeat") return;
    if (event === "notifications") this.counts.push(JSON.parse(data) as NotificationCount);
    else this.messages.push({ event, data: JSON.parse(data) as ConnectSession | null });
    this.#wake();
  }

  /** The first message of the watched row (of any row where none is watched), already here or to come, of which `matches` is true. Ends when the stream does or after `seconds`. */
  async until(
    matches: (connectSession: ConnectSession, event: string) => boolean,
    seconds = 30,
  ): Promise<ConnectSession> {
    const { data: found } = await this.#find(
      () =>
        this.messages.find(
          ({ data, event }) =>
            data !== null && data.id === (this.#watched ?? data.id) && matches(data, event),
        ),
      seconds,
    );
    if (!found) throw new Error("a message without a row");
    return found;
  }

  /** The same of the number on the bell. */
  untilCount(matches: (count: NotificationCount) => boolean, seconds = 30) {
    return this.#find(() => this.counts.find(matches), seconds);
  }

  async #find<Found>(find: () => Found | undefined, seconds: number): Promise<Found> {
    const end = AbortSignal.timeout(seconds * 1000);
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      if (this.#ended !== null) throw this.#ended;
      if (end.aborted)
        throw new Error(
          `not seen; the last progress was ${this.messages.at(-1)?.data?.progress ?? "none"}`,
        );
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        end.addEventListener("abort", () => resolve(), { once: true });
      });
    }
  }

  close(): void {
    this.#abort.abort();
  }
}
