import { createServer } from "node:http";
import * as z from "zod/mini";

/**
 * What the console is compared with, a process of its own: `POST` makes the same two calls to StackOne and keeps nothing,
 * `GET` gives a static answer.
 */
const { STACKONE_URL, STACKONE_KEY, STATIC_ANSWER, PORT } = z
  .object({
    STACKONE_URL: z.string(),
    STACKONE_KEY: z.string(),
    STATIC_ANSWER: z.string(),
    PORT: z.string(),
  })
  .parse(process.env);

const CreateInput = z.object({
  ownerId: z.string(),
  ownerName: z.string(),
  provider: z.string(),
  label: z.string(),
  expiresIn: z.number(),
});

const headers = {
  authorization: `Basic ${Buffer.from(`${STACKONE_KEY}:`).toString("base64")}`,
  "content-type": "application/json",
};

async function ask(path: string, init: RequestInit = {}): Promise<unknown> {
  const response = await fetch(STACKONE_URL + path, { ...init, headers });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

async function create(input: z.infer<typeof CreateInput>): Promise<string> {
  const { ownerId } = input;
  await ask(`/v2/accounts?owner_id=${ownerId}&origin_owner_id=${ownerId}&page_size=100`);
  const body = {
    origin_owner_id: input.ownerId,
    origin_owner_name: input.ownerName,
    expires_in: input.expiresIn,
    type: "production",
    provider: input.provider,
    multiple: true,
    label: input.label,
  };
  return JSON.stringify(
    await ask("/connect_sessions", { method: "POST", body: JSON.stringify(body) }),
  );
}

const json = { "content-type": "application/json" };
const server = createServer((request, response) => {
  if (request.method === "GET") {
    response.writeHead(200, json).end(STATIC_ANSWER);
    return;
  }
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const input = CreateInput.parse(JSON.parse(Buffer.concat(chunks).toString()));
    create(input).then(
      (body) => response.writeHead(201, json).end(body),
      () => response.writeHead(502).end(),
    );
  });
});
server.listen(Number(PORT), "127.0.0.1", () => console.log(`bare on http://127.0.0.1:${PORT}`));
