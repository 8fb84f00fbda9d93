import { once } from "node:events";
import { type AddressInfo, createServer, type Socket, connect } from "node:net";

/** What stands between a browser and a console: it can stop passing anything on, as a frozen server would look. */
export interface Gate {
  url: string;
  /** Connections stay open, and nothing passes any more, either way. */
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
}

/** Opens a gate on loopback to a port of loopback. */
export async function openGate(port: number): Promise<Gate> {
  const sockets = new Set<Socket>();
  let frozen = false;
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on("data", (chunk) => other.write(chunk));
      one.on("error", () => other.destroy());
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
      if (frozen) one.pause();
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    freeze: () => {
      frozen = true;
      for (const socket of sockets) socket.pause();
    },
    thaw: () => {
      frozen = false;
      for (const socket of sockets) socket.resume();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
