import type { BrowserContext, Locator, Page } from "@playwright/test";
import type { RunningConsole } from "../running/console.ts";
import { MessageSink, status, type Trouble } from "../running/message-sink.ts";
import { tokenOf } from "../running/simulator.ts";
import { Customer } from "./customer.ts";
import { createLink, openForm } from "./staff-page.ts";
import { expect, test } from "./test.ts";

const bell = (page: Page): Locator => page.getByRole("link", { name: /^Notifications/ });
const rows = (page: Page): Locator =>
  page.getByRole("list", { name: "Notifications" }).getByRole("listitem");

async function connectByForm(context: BrowserContext, link: string): Promise<void> {
  const customer = await Customer.open(context, link);
  await customer.fillForm({ Subdomain: "globex", "API key": "a-good-key" });
  await customer.expectSuccess();
  await customer.page.close();
}

/** Without a Hub: an account of its own, found by a look. */
async function connect({ staff, simulator }: RunningConsole, label: string): Promise<void> {
  const choice = { ownerId: "contoso", provider: "ashby", multiple: true, label };
  const { connectSession, authLink } = await staff.createLink(choice);
  await simulator.act({ token: tokenOf(authLink), act: "form", provider: "ashby" });
  await staff.act(connectSession.id, "check");
}

test("the bell counts up without a reload when the customer connects; the row opens, and is read", async ({
  page,
  context,
}) => {
  await openForm(page, { ownerId: "globex", provider: "bamboohr", expiresIn: 86_400 });
  const link = await createLink(page, "Creates");
  const linkPage = page.url();
  await page.evaluate(() => Object.assign(window, { neverReloaded: true }));
  await page.getByRole("link", { name: "Owners", exact: true }).click();
  await expect(bell(page)).toHaveText("Notifications");

  await connectByForm(context, link);
  await expect(bell(page)).toHaveText("Notifications1 unread");
  await bell(page).click();
  await expect(rows(page)).toHaveCount(1);
  const sentence = page.getByRole("link", { name: "BambooHR of Globex Corporation is connected." });
  await sentence.press("Enter");
  await expect(page).toHaveURL(linkPage);
  await expect(bell(page)).toHaveText("Notifications");
  await page.goBack();
  await expect(rows(page)).not.toContainText("Unread");
  await expect(rows(page).getByRole("button")).toHaveCount(0);
  expect(await page.evaluate(() => "neverReloaded" in window)).toBe(true);
});

test("what is new is offered and moves nothing; all are read in a press, in other tabs too", async ({
  page,
  context,
  running,
}) => {
  await page.goto("/notifications");
  await expect(page.getByText("Nothing yet.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Mark all as read" })).toBeDisabled();
  const other = await context.newPage();
  await other.goto("/owners");

  await connect(running, "one");
  await page.getByRole("button", { name: "Show what is new" }).click();
  await expect(rows(page)).toHaveCount(1);
  await connect(running, "two");
  await expect(bell(other)).toHaveText("Notifications2 unread");
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole("button", { name: "Mark all as read" }).click();
  // the one that was not on the screen is not read
  await expect(bell(page)).toHaveText("Notifications1 unread");
  await expect(bell(other)).toHaveText("Notifications1 unread");
  await page.getByLabel("Only unread ones").click();
  await expect(page).toHaveURL(/\?unread=true$/);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText("(two)");
  await rows(page).getByRole("button", { name: "Mark as read" }).press("Enter");
  await expect(rows(page).getByRole("link")).toBeFocused();
  await expect(bell(other)).toHaveText("Notifications");

  // another person at the same page has notifications of their own
  await page.getByLabel("Your role").selectOption("support");
  await expect(page.getByText("None is unread.")).toBeVisible();
});

test("a kind that is switched off is no longer told; by keyboard alone", async ({
  page,
  running,
}) => {
  await page.goto("/settings");
  const box = page.getByLabel("Connected: In the console");
  await expect(box).toBeChecked();
  await expect(page.getByLabel("Connected: By the team's webhook")).toBeDisabled();
  await expect(page.getByRole("button", { name: "Send a test message" })).toBeDisabled();
  const saved = page.waitForResponse(
    (answer) => answer.url().endsWith("/api/settings") && answer.request().method() === "POST",
  );
  await box.focus();
  await page.keyboard.press("Space");
  await saved;
  await page.reload();
  await expect(box).not.toBeChecked();
  await connect(running, "silent");
  const { body } = await running.staff.ask<{ items: unknown[] }>("GET", "/api/notifications");
  expect(body.items).toEqual([]);

  await page.getByRole("radio", { name: "Dark" }).check();
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
});

test.describe("with the team's webhook", () => {
  const withSink = test.extend<{ troubles: Trouble[]; sink: MessageSink }>({
    troubles: [[status(404)], { option: true }],
    sink: async ({ troubles }, use) => {
      const sink = await MessageSink.open();
      sink.troubles.push(...troubles);
      await use(sink);
      await sink.close();
    },
    environment: async ({ sink }, use) =>
      use({ NOTIFY_WEBHOOK_URL: `http://127.0.0.1:${sink.port}/services/x` }),
  });

  withSink(
    "an admin sees how it stands and sends a test message; others do not",
    async ({ page, sink }) => {
      await page.goto("/settings");
      const region = page.getByRole("region", { name: "The team's webhook" });
      await expect(region).toContainText("Nothing was delivered yet.");
      const send = region.getByRole("button", { name: "Send a test message" });
      await send.click();
      await expect(region.getByRole("status")).toHaveText("Not sent: The webhook answers 404.");
      await send.click();
      await expect(region.getByRole("status")).toHaveText("The webhook took it.");
      await expect(region).toContainText(`It is at 127.0.0.1:${sink.port}. Last delivered:`);
      expect(sink.taken).toEqual([
        expect.stringMatching(
          /^A test message of the connect console, sent by Local admin\.\nhttp/,
        ),
      ]);
      await expect(page.getByLabel("Connected: By the team's webhook")).toBeEnabled();

      await page.getByLabel("Your role").selectOption("viewer");
      await expect(send).toBeDisabled();
      await expect(region).not.toContainText("127.0.0.1");
    },
  );
});
