import { tokenOf } from "../running/simulator.ts";
import { sendWebhook, signWebhook, webhookBody } from "../running/webhook.ts";
import { atMost, type Figure, figure, median } from "./figures.ts";
import { onStage, type Stage, webhookSecret } from "./stage.ts";

const rounds = 20;

/** From the signed event to the row that changed in the stream; nobody watches it, so that no look but the event's falls in between. */
export function benchWebhooks(): Promise<Figure[]> {
  return onStage(async (stage) => {
    const delays: number[] = [];
    for (let round = 0; round < rounds; round++)
      delays.push(await tellOfLink(stage, `bench-${round}`));
    return [
      figure("event to event in the stream, p50", median(delays), "ms"),
      atMost(300, figure("event to event in the stream, slowest", Math.max(...delays), "ms")),
    ];
  });
}

/** A customer fills the form without the console noticing; then StackOne tells. */
async function tellOfLink({ url, staff, simulator }: Stage, ownerId: string): Promise<number> {
  const provider = "bamboohr";
  await staff.ask("POST", "/api/owners", { id: ownerId, name: `Owner ${ownerId}` });
  const all = await staff.watch();
  try {
    const { connectSession, authLink } = await staff.createLink({ ownerId, provider });
    const { id } = connectSession;
    const act = { token: tokenOf(authLink), act: "form", provider } as const;
    const { account } = await simulator.act(act);
    if ((await staff.read(id)).progress !== "waiting")
      throw new Error("The row turned before StackOne told of it.");
    const body = webhookBody({
      event: "account.created",
      account_id: account?.id,
      origin_owner_id: ownerId,
    });
    const signature = signWebhook(body, webhookSecret);
    const told = performance.now();
    const [status] = await Promise.all([
      sendWebhook(url, body, signature),
      all.until((row) => row.id === id && row.progress === "connected"),
    ]);
    const delay = performance.now() - told;
    if (status !== 204) throw new Error(`The webhook was answered ${status}.`);
    return delay;
  } finally {
    all.close();
  }
}
