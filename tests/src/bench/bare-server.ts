import { once } from "node:events";
import { createServer } from "node:http";

/** What creation is compared with: a bare `node:http` server that makes the same calls to StackOne and keeps nothing. */
export async function startBareServer(stackone: string, apiKey: string, staticAnswer: string) {
  const headers = {
    authorization: `Basic ${Buffer.from(`${apiKey}:`).toString("base64")}`,
    "content-type": "application/json",
  };
  const create = async (input: {
    ownerId: string;
    ownerName: string;
    provider: string;
    expiresIn: number;
  }) => {
    const accounts = await fetch(
      `${stackone}/accounts?origin_owner_ids=${input.ownerId}&page=1&page_size=100`,
      { headers },
    );
    await accounts.json();
    const created = await fetch(`${stackone}/connect_sessions`, {
      method: "POST",
      headers,
      body: JSON.stringify({
        origin_owner_id: input.ownerId,
        origin_owner_name: input.ownerName,
        provider: input.provider,
        expires_in: input.expiresIn,
        type: "production",
      }),
    });
    return JSON.stringify(await created.json());
  };
  const server = createServer((request, response) => {
    if (request.method === "GET") {
      response.writeHead(200, { "content-type": "application/json" }).end(staticAnswer);
      return;
    }
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      create(JSON.parse(Buffer.concat(chunks).toString())).then(
        (body) => response.writeHead(201, { "content-type": "application/json" }).end(body),
        () => response.writeHead(502).end(),
      );
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { url: `http://127.0.0.1:${address.port}`, stop: () => server.close() };
}
