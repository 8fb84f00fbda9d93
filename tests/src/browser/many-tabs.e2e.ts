import { expect, test } from "./test.ts";

test.use({ environment: { LIMIT_STREAMS_PER_PERSON: "1" } });

test("C25: a tab beyond the cap of streams says so, follows what happens all the same, and is live once there is room", async ({
  page,
  context,
  running,
}) => {
  const { connectSession } = await running.staff.createLink({
    ownerId: "acme",
    provider: "hubspot",
  });
  await page.goto("/connect-sessions");
  await expect(page.getByRole("link", { name: /Acme/ }).first()).toBeVisible();
  const other = await context.newPage();
  await other.goto(`/connect-sessions/${connectSession.id}`);
  await expect(other.getByText("Too many tabs of the console are open")).toBeVisible();
  const progress = other.getByRole("region", { name: "Progress" });
  await running.staff.act(connectSession.id, "void");
  await expect(progress.getByText("Void", { exact: true }).first()).toBeVisible();

  await page.close();
  await expect(other.getByText("Too many tabs of the console are open")).toBeHidden({
    timeout: 40_000,
  });
});
