import { randomUUID } from "node:crypto";
import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";
import { generateClient, type GeneratedClient } from "../running/generated-client.ts";
import { tokenOf } from "../running/simulator.ts";

interface Document {
  paths: Record<string, Record<string, { operationId: string }>>;
}

let running: RunningConsole;
let document: Document;
let client: GeneratedClient;
beforeAll(async () => {
  running = await startRunningConsole({ STACKONE_REQUESTS_PER_MINUTE: "1000" });
  document = (await running.staff.ask<Document>("GET", "/api/openapi.json")).body;
  client = await generateClient(document);
});
afterAll(() => running.stop());

/** From who one is to a link that connected and one that was voided; by the client alone, but for what the customer does. */
async function mainJob({ call }: GeneratedClient, ownerId: string): Promise<void> {
  expect((await call("readMe")).body.permissions).toContain("connect_session.create_production");
  const added = await call("addOwner", undefined, { id: ownerId, name: `Owner ${ownerId}` });
  expect(added.status).toBe(201);
  const input = { ownerId, provider: "ashby", expiresIn: 3600, metadata: { team: "HR", "9": 1 } };
  const preview = await call("previewConnectSession", undefined, input);
  expect([preview.status, preview.body.kind]).toEqual([200, "create"]);
  const key = { "Idempotency-Key": randomUUID() };
  const created = await call("createConnectSession", key, {
    ...input,
    expected: { kind: "create" },
  });
  expect(created.status).toBe(201);
  const again = await call("createConnectSession", key, { ...input, expected: { kind: "create" } });
  expect(again.replayed).toBe(true);
  const { id } = created.body.connectSession;
  expect(again.body.connectSession.id).toBe(id);
  expect((await call("readConnectSession", { id })).body.progress).toBe("waiting");

  await running.simulator.act({ token: tokenOf(created.body.authLink), act: "form" });
  await running.passTime(60);
  const checked = await call("checkConnectSession", { id }, {});
  expect([checked.status, checked.body.account.owner.id]).toEqual([200, ownerId]);
  const accounts = await call("listAccounts", { ownerId: [ownerId], limit: 5 });
  expect(accounts.body.items.map((account: { id: string }) => account.id)).toEqual([
    checked.body.account.id,
  ]);
  expect((await call("readAccount", { id: checked.body.account.id })).status).toBe(200);

  const other = { ...input, provider: "okta" };
  const second = await call("createConnectSession", { "Idempotency-Key": randomUUID() }, other);
  const { id: secondId } = second.body.connectSession;
  expect((await call("revealAuthLink", { id: secondId }, {})).body.authLink).toBe(
    second.body.authLink,
  );
  expect((await call("voidConnectSession", { id: secondId }, {})).body.progress).toBe("void");
  const list = await call("listConnectSessions", {
    ownerId: [ownerId],
    progress: ["void", "connected"],
  });
  expect(list.body.items.map((row: { id: string }) => row.id)).toEqual([secondId, id]);
}

test("the document is valid OpenAPI 3.1", async () => {
  const validator = new Validator();
  expect(await validator.validate(structuredClone(document) as never)).toEqual({ valid: true });
  expect(validator.version).toBe("3.1");
});

test("a client that is generated from the document does the main job", async () => {
  await mainJob(client, "openapi-main");
});

test.each([
  "previewConnectSession",
  "createConnectSession",
  "readConnectSession",
  "voidConnectSession",
])("without %s in the document the main job fails", async (missing) => {
  const paths = Object.entries(document.paths).map(([path, methods]) => [
    path,
    Object.fromEntries(
      Object.entries(methods).filter(([, { operationId }]) => operationId !== missing),
    ),
  ]);
  const poorer = await generateClient({ ...document, paths: Object.fromEntries(paths) });
  await expect(mainJob(poorer, `without-${missing}`)).rejects.toThrow(
    `the document has no operation ${missing}`,
  );
});

test("an answer that is not what the document says is found", async () => {
  const wrong = JSON.parse(
    JSON.stringify(document).replaceAll('"enum":["local","oidc","proxy"]', '"enum":["oidc"]'),
  );
  const strict = await generateClient(wrong);
  await expect(strict.call("readMe")).rejects.toThrow("readMe answered 200: data/signIn");
});

test.each([
  ["readConnectSession", { id: "no-such-link" }, undefined, 404, "not_found"],
  ["createConnectSession", { "Idempotency-Key": "bad" }, { ownerId: "acme" }, 400, "invalid_input"],
  ["listConnectSessions", { limit: 0 }, undefined, 400, "invalid_input"],
  ["switchRole", {}, { role: "king" }, 400, "invalid_input"],
])(
  "%s %j %j: the refusal is in the document, too",
  async (operationId, parameters, body, ...is) => {
    const { status, body: refusal } = await client.call(operationId, parameters, body);
    expect([status, refusal.error.code]).toEqual(is);
  },
);

test("what people do with a link is answered as the document says", async () => {
  const create = (label: string) =>
    client.call(
      "createConnectSession",
      { "Idempotency-Key": randomUUID() },
      {
        ownerId: "acme",
        provider: "hubspot",
        connectorProfileId: "prof_hubspot_v2",
        expiresIn: 3600,
        label,
      },
    );
  const { connectSession, authLink } = (await create("sim:echo-other-profile")).body;
  const { id } = connectSession;
  expect(
    (await client.call("recordCopiedLink", { id }, { as: "link" })).body.copiedAt,
  ).not.toBeNull();
  expect((await client.call("connectHere", { id }, {})).body.token).toBe(tokenOf(authLink));
  const token = tokenOf(authLink);
  await running.simulator.act({ token, act: "oauth_approve", provider: "hubspot" });
  await running.passTime(60);
  const { progress, problems } = (await client.call("checkConnectSession", { id }, {})).body;
  expect(progress).toBe("connected_with_problem");
  expect((await client.call("snoozeConnectSession", { id }, {})).body.snoozed.dismissed).toBe(
    false,
  );
  expect((await client.call("unsnoozeConnectSession", { id }, {})).body.snoozed ?? null).toBeNull();
  const codes = problems.map(({ code }: { code: string }) => code);
  const accepted = await client.call("acceptDifference", { id }, { problems: codes });
  expect(accepted.body.progress).toBe("connected");

  const unknown = await create("sim:500");
  expect(unknown.status).toBe(503);
  const about = { id: unknown.body.error.connectSessionId };
  const dismissed = await client.call("dismissConnectSession", about, {});
  expect(dismissed.body.snoozed.dismissed).toBe(true);
});

test("what people do with owners and the check of StackOne is answered as the document says", async () => {
  await client.call("addOwner", undefined, { id: "openapi-mistake", name: "A mistake" });
  const deleted = await client.call("deleteOwner", { id: "openapi-mistake" }, {});
  expect([deleted.status, deleted.body]).toEqual([200, {}]);
  await client.call("addOwner", undefined, { id: "openapi-check", name: "For the check" });
  const started = { ownerId: "openapi-check", provider: "personio" };
  expect((await client.call("startStackOneCheck", undefined, started)).status).toBe(200);
  await expect
    .poll(async () => (await client.call("readStackOneCheck")).body.run.waitsFor, {
      timeout: 15_000,
      interval: 50,
    })
    .toBe("connect");
  expect((await client.call("revealStackOneCheckLink", undefined, {})).body.authLink).toContain(
    "://",
  );
  const stop = { step: "connect", act: "stop" };
  expect((await client.call("continueStackOneCheck", undefined, stop)).status).toBe(200);
});

test("every answer that only reads is what the document says", async () => {
  const reads = Object.entries(document.paths).flatMap(([path, { get }]) =>
    get && !/\{|\.csv$|live$/.test(path) ? [get.operationId] : [],
  );
  for (const operationId of reads) {
    const { status } = await client.call(operationId);
    expect([operationId, status]).toEqual([operationId, 200]);
  }
  expect(reads.length).toBeGreaterThan(15);
});
