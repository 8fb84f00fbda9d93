import { expect, test } from "vitest";
import { startRunningConsole } from "../running/console.ts";

const makes: [string, object][] = [
  ["today's", {}],
  ["that has v2 only and refuses tokens", { v1Accounts: false, authenticateStatus: 400 }],
  [
    "that tells of no profile and no sign-in",
    {
      v2: false,
      actions: false,
      connectSessionByNumber: "absent",
      authenticateStatus: 401,
      updatedAtMovesWithStatus: false,
    },
  ],
];

test.each(makes)(
  "a StackOne %s is never asked more often than the budget allows, and presses that find no room say so",
  async (_name, settings) => {
    const budget = 40;
    const tight = await startRunningConsole({ STACKONE_REQUESTS_PER_MINUTE: String(budget) });
    try {
      await tight.simulator.settings({ ...settings });
      const { connectSession } = await tight.staff.createLink({
        ownerId: "acme",
        provider: "ashby",
      });
      const streams = await Promise.all([
        tight.staff.watch(connectSession.id),
        tight.staff.watch(),
      ]);
      const answers = await Promise.all(
        Array.from({ length: 60 }, (_, press) =>
          tight.staff.create({
            ownerId: "acme",
            provider: "okta",
            multiple: true,
            label: `press ${press}`,
          }),
        ),
      );
      const refused = answers.filter(({ status }) => status === 503);
      expect(refused.length).toBeGreaterThan(0);
      for (const answer of refused) expect(answer.body.error.code).toBe("stackone_rate_limited");
      for (const stream of streams) stream.close();
      const { items } = await tight.simulator.requests();
      const times = items
        .filter(({ path }) => !path.startsWith("/_simulator"))
        .map(({ at }) => new Date(at).getTime());
      const busiest = Math.max(
        ...times.map(
          (time) => times.filter((other) => other >= time && other < time + 60_000).length,
        ),
      );
      expect(busiest).toBeLessThanOrEqual(budget);
    } finally {
      await tight.stop();
    }
  },
  60_000,
);
