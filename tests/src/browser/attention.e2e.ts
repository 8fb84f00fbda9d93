import { expect, test } from "./test.ts";

test("W7: an unknown outcome says the same in the form and on its page, and is dismissed there", async ({
  page,
  running,
}) => {
  await page.goto("/?ownerId=acme&provider=ashby&label=sim:500");
  await page.getByRole("button", { name: "Create auth link" }).click();
  const alert = page.getByRole("alert").filter({ hasText: "Outcome unknown" });
  await expect(alert).toContainText("If a link was made, nobody holds it.");
  await alert.getByRole("link", { name: "See what is known of it" }).click();
  const progress = page.getByRole("region", { name: "Progress" });
  await expect(progress).toContainText("Outcome unknown");
  await expect(progress).toContainText("If a link was made, nobody holds it.");
  await progress.getByRole("button", { name: "Dismiss" }).click();
  await expect(progress).toContainText("Dismissed by");
  const { tabs } = (await running.staff.ask<{ tabs: object }>("GET", "/api/connect-sessions")).body;
  expect(tabs).toMatchObject({ attention: 0, over: 1 });
  await progress.getByRole("button", { name: "Needs attention again" }).click();
  await expect(progress.getByRole("button", { name: "Dismiss" })).toBeVisible();
});

test("W7: a row that is done for now leaves Needs attention, by its own button and on its page", async ({
  page,
  running,
}) => {
  const { body } = await running.staff.create({
    ownerId: "acme",
    provider: "lever",
    label: "HR of Acme",
  });
  const { id } = body.connectSession;
  const token = new URL(body.authLink ?? "").searchParams.get("token") ?? "";
  const start = { token, act: "oauth_start", provider: "lever" } as const;
  const { attempt } = await running.simulator.act(start);
  await running.simulator.act({ ...start, act: "oauth_deny", attemptId: attempt?.id ?? "" });
  expect((await running.staff.act(id, "check")).body.progress).toBe("attempt_failed");

  await page.goto("/connect-sessions?tab=attention");
  const row = page.getByRole("listitem").filter({ hasText: "HR of Acme" });
  await row.hover();
  await row.getByRole("button", { name: "Done for now" }).click();
  await expect(row).toContainText("Done for now, until something changes");
  await expect(page.getByRole("tab", { name: /^Needs attention/ })).toContainText("0");
  await page.reload();
  await expect(page.getByText(/^Nothing/)).toBeVisible();

  await page.goto(`/connect-sessions/${id}`);
  const progress = page.getByRole("region", { name: "Progress" });
  await expect(progress).toContainText("Done for now, until something changes");
  await progress.getByRole("button", { name: "Needs attention again" }).click();
  await progress.getByLabel("Until").selectOption("for a week");
  await progress.getByRole("button", { name: "Done for now" }).click();
  await expect(progress).toContainText(/Done for now, until \d/);
});

test("W7: with Dismiss or Done for now a row keeps within a phone's screen, every button in sight", async ({
  page,
  running,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await running.staff.create({ ownerId: "acme", provider: "ashby", label: "sim:500" });
  await page.goto("/connect-sessions?tab=attention");
  const row = page.getByRole("tabpanel").getByRole("listitem").first();
  await expect(row.getByRole("button", { name: "Dismiss" })).toBeVisible();
  for (const button of [...(await row.getByRole("button").all()), row.getByText("Same again")]) {
    const box = await button.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 1_000)).toBeLessThanOrEqual(360);
  }
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wider).toBe(0);
});
