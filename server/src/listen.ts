import { once } from "node:events";
import { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";

export interface Listening {
  /** http, the host and the real port */
  address: URL;
  /** Ends idle connections at once, and after three seconds what is left. */
  close(): Promise<void>;
}

/** Listens before the app is there, because the app must know the port; `fetch` is asked only from the next turn on. Throws a sentence where the port is taken. */
export async function listen(options: {
  host: string;
  port: number;
  fetch: (request: Request) => Response | Promise<Response>;
}): Promise<Listening> {
  const server = createAdaptorServer({ fetch: (request) => options.fetch(request) });
  if (!(server instanceof Server)) throw new TypeError("expected an HTTP/1 server");
  server.listen(options.port, options.host);
  try {
    await once(server, "listening");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE")
      throw new Error(
        `Port ${options.port} on ${options.host} is taken. End what listens there or set PORT.`,
        { cause: error },
      );
    throw error;
  }
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new TypeError("expected a port");
  const host = options.host.includes(":") ? `[${options.host}]` : options.host;
  return {
    address: new URL(`http://${host}:${bound.port}`),
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeIdleConnections();
      const tooLate = setTimeout(() => server.closeAllConnections(), 3000);
      await closed;
      clearTimeout(tooLate);
    },
  };
}
