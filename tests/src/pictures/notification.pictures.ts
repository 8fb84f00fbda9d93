import { expect } from "@playwright/test";
import type { NotificationPage } from "@connect-console/shared/notification";
import { tokenOf } from "../running/simulator.ts";
import { test } from "./take.ts";

test("notifications", async ({ page, take, running: { staff, simulator } }) => {
  const link = async (choice: object, act: "form" | "oauth_deny", provider: string) => {
    const { connectSession, authLink } = await staff.createLink({ ...choice, provider });
    const { account } = await simulator.act({ token: tokenOf(authLink), act, provider });
    await staff.act(connectSession.id, "check");
    return account?.id ?? "";
  };
  const berlin = await link({ ownerId: "contoso", label: "Berlin" }, "form", "ashby");
  await link({ ownerId: "acme", multiple: true, label: "Trial", type: "test" }, "form", "ashby");
  await simulator.changeAccount(berlin, { status: "error" });
  await staff.ask("GET", "/api/accounts?ownerId=contoso");
  await link({ ownerId: "wonka" }, "oauth_deny", "hubspot");
  const { body } = await staff.ask<NotificationPage>("GET", "/api/notifications");
  await staff.ask("POST", "/api/notifications/read", { upTo: body.items.at(-2)?.id });
  await page.goto("/notifications");
  await expect(page.getByRole("listitem")).toHaveCount(4);
  await take("notifications");
});

test.describe(() => {
  // nobody listens there
  test.use({ environment: { NOTIFY_WEBHOOK_URL: "http://127.0.0.1:59999/services/none" } });

  test("settings", async ({ page, take, running: { staff, simulator } }) => {
    const choice = { ownerId: "contoso", provider: "ashby" };
    const { connectSession, authLink } = await staff.createLink(choice);
    await simulator.act({ token: tokenOf(authLink), act: "form", provider: "ashby" });
    await staff.act(connectSession.id, "check");
    await page.goto("/settings");
    await expect(page.getByText("Delivery is tried again")).toBeVisible();
    await take("settings");
  });
});
