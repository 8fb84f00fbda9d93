import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { freePort } from "./free-port.ts";

/** How the sink answers a message that it does not take. */
export type Trouble = (request: IncomingMessage, response: ServerResponse) => void;

/** As Slack's incoming webhook takes messages; fails first with what a test gives it. */
export class MessageSink {
  readonly port: number;
  /** what was taken */
  readonly taken: string[] = [];
  /** every try, whatever became of it */
  tries = 0;
  /** waits here: the next tries meet these, one each */
  readonly troubles: Trouble[] = [];
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  readonly #sockets = new Set<Socket>();
  #wake: () => void = () => {};

  private constructor(port: number) {
    this.port = port;
    this.#server.on("connection", (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once("close", () => this.#sockets.delete(socket));
    });
  }

  static async open(port?: number): Promise<MessageSink> {
    const sink = new MessageSink(port ?? (await freePort()));
    await sink.listen();
    return sink;
  }

  async listen(): Promise<void> {
    this.#server.listen(this.port, "127.0.0.1");
    await once(this.#server, "listening");
  }

  /** Nobody listens any more: connections are refused. */
  async close(): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    this.tries += 1;
    const trouble = this.troubles.shift();
    if (trouble) trouble(request, response);
    else {
      const { text } = JSON.parse(Buffer.concat(chunks).toString()) as { text: string };
      this.taken.push(text);
      response.end("ok");
    }
    this.#wake();
  }

  /** Resolves as soon as `holds` is true; it is asked after each try. */
  async until(holds: () => boolean, seconds = 30): Promise<void> {
    const end = AbortSignal.timeout(seconds * 1000);
    while (!holds()) {
      if (end.aborted) throw new Error(`not seen after ${this.tries} tries`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        end.addEventListener("abort", () => resolve(), { once: true });
      });
    }
  }
}

export const status =
  (code: number, headers: Record<string, string> = {}): Trouble =>
  (_, response) =>
    void response.writeHead(code, headers).end("no");

/** The connection ends without an answer. */
export const cutOff: Trouble = (request) => void request.socket.destroy();
