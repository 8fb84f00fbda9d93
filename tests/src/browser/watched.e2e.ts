import { expect, test } from "./test.ts";

test("W21: what a person watched happen is read; what happened elsewhere stands before the title", async ({
  page,
  running,
}) => {
  const unread = async () =>
    (await running.staff.ask<{ unread: number }>("GET", "/api/notifications?limit=1")).body.unread;
  const connect = async (provider: string) => {
    const { connectSession, authLink } = await running.staff.createLink({
      ownerId: "wonka",
      provider,
    });
    const token = new URL(authLink).searchParams.get("token") ?? "";
    return {
      id: connectSession.id,
      use: () => running.simulator.act({ token, act: "form", provider }),
    };
  };
  const watched = await connect("ashby");
  await page.goto(`/connect-sessions/${watched.id}`);
  await expect(page).toHaveTitle(/^Wonka/);
  await watched.use();
  await running.staff.act(watched.id, "check");
  await expect(page.getByRole("region", { name: "Progress" })).toContainText("Connected");
  await expect.poll(unread).toBe(0);

  const elsewhere = await connect("personio");
  await elsewhere.use();
  await running.staff.act(elsewhere.id, "check");
  await expect(page).toHaveTitle(/^\(1\) Wonka/);
  await page.goto(`/connect-sessions/${elsewhere.id}`);
  await expect.poll(unread).toBe(0);
  await expect(page).toHaveTitle(/^Wonka/);
});

test("W21: desktop notifications come after a question, and only while the tab is hidden", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["notifications"]);
  await page.goto("/settings");
  const region = page.getByRole("region", { name: "Desktop notifications" });
  await region.getByRole("button", { name: "Turn on" }).click();
  await expect(region.getByRole("status")).toContainText("shows you what is new");
  await page.reload();
  await region.getByRole("button", { name: "Turn off" }).click();
  await expect(region.getByRole("button", { name: "Turn on" })).toBeVisible();
});
