import type { Page } from "@playwright/test";
import { createLink, idOn, openForm } from "./staff-page.ts";
import { expect, test } from "./test.ts";

const acme = { ownerId: "acme", provider: "ashby", expiresIn: 604_800 };

test.beforeEach(({ context }) => context.grantPermissions(["clipboard-read", "clipboard-write"]));

/** What lies on the clipboard, by media type. */
function clipboard(page: Page): Promise<Record<string, string>> {
  return page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const parts = (item?.types ?? []).map(async (type) => [
      type,
      await (await item?.getType(type))?.text(),
    ]);
    return Object.fromEntries(await Promise.all(parts)) as Record<string, string>;
  });
}

test("the message to copy says what it is, until when, to allow pop-ups and whom to forward it to", async ({
  page,
  running,
}) => {
  await openForm(page, acme);
  const link = await createLink(page, "Creates");
  await page.getByRole("button", { name: "Copy message" }).click();
  await expect(page.getByText("The message is on the clipboard.")).toBeVisible();
  const message = (await clipboard(page))["text/plain"] ?? "";
  expect(message.split("\n")).toContain(link);
  expect(message).toContain("connects Ashby for Acme Inc");
  expect(message).toMatch(/works until .*20\d\d/);
  expect(message).toMatch(/allow pop-ups/);
  expect(message).toMatch(/forward this message to your administrator/);
  const [entry] = await running.staff.audit("?action=connect_session.copy");
  expect(entry?.fields).toEqual(["message"]);
});

test("template and zone are chosen, the text is changed, and it is copied with formatting; the screen never holds the link", async ({
  page,
  running,
}) => {
  await openForm(page, acme);
  const link = await createLink(page, "Creates");
  await page.getByRole("button", { name: "Edit message" }).click();
  const composer = page.getByRole("region", { name: "Message", exact: true });
  const text = composer.getByLabel("Text", { exact: true });
  await expect(text).toHaveValue(/\[auth link\]/);
  expect(await text.inputValue()).not.toContain(link);

  await composer.getByLabel("Template", { exact: true }).click();
  await page.getByRole("option", { name: "Reminder" }).click();
  await expect(text).toHaveValue(/a reminder/);
  await composer.getByLabel("Time zone of the reader", { exact: true }).fill("tokyo");
  await page.getByRole("option", { name: "Asia/Tokyo" }).click();
  await expect(text).toHaveValue(/works until .* (JST|GMT\+9)/);

  await text.fill("Dear <b>Ann</b>,\n\n[auth link]\n\nYours, Robin");
  await composer.getByRole("button", { name: "Copy with formatting" }).click();
  await expect(page.getByText("The message is on the clipboard, with formatting.")).toBeVisible();
  const copied = await clipboard(page);
  expect(copied["text/plain"]).toBe(`Dear <b>Ann</b>,\n\n${link}\n\nYours, Robin`);
  expect(copied["text/html"]).toContain(">Connect Ashby</a>");
  expect(copied["text/html"]).toContain(`href="${link.replaceAll("&", "&amp;")}"`);
  expect(copied["text/html"]).toContain("&lt;b&gt;Ann");

  await composer.getByLabel("Template", { exact: true }).click();
  await page.getByRole("option", { name: "First link" }).click();
  await expect(text).toHaveValue(/^Hello,/);
  await composer.getByRole("button", { name: "Bring it back" }).click();
  await expect(text).toHaveValue(/^Dear/);
  await text.fill("no link at all");
  await expect(composer.getByText(/^The link is missing/)).toBeVisible();
  await expect(composer.getByRole("button", { name: "Copy message" })).toBeDisabled();

  const entries = await running.staff.audit("?action=connect_session.copy");
  expect(entries.map(({ fields }) => fields)).toEqual([["rich_message"]]);
  expect(JSON.stringify(entries)).not.toContain("Ann");
});

test("the mail program is opened with subject and text; nothing of it is in an address of ours or in the history", async ({
  page,
  running,
}) => {
  await page.addInitScript(() => {
    // what a mail program would be given
    window.open = (address) => {
      Object.assign(window, { mailed: String(address) });
      return null;
    };
  });
  await openForm(page, acme);
  const link = await createLink(page, "Creates");
  await page.reload();
  const entriesBefore = await page.evaluate(() => history.length);
  await page.getByRole("button", { name: "Edit message" }).click();
  await page.getByLabel("Subject").fill("For Ann & Bob");
  await page.getByRole("button", { name: "Open in mail program" }).click();
  await expect(page.getByText("Your mail program was asked to open the message.")).toBeVisible();
  const mail = new URL(await page.evaluate(() => String((window as { mailed?: string }).mailed)));
  expect(mail.protocol).toBe("mailto:");
  expect(mail.searchParams.get("subject")).toBe("For Ann & Bob");
  expect(mail.searchParams.get("body")?.split("\r\n")).toContain(link);
  expect(page.url()).not.toContain("token");
  expect(await page.evaluate(() => history.length)).toBe(entriesBefore);
  const actions = (await running.staff.audit()).map(({ action, fields }) => [action, ...fields]);
  expect(actions.slice(0, 2)).toEqual([
    ["connect_session.copy", "mail"],
    ["connect_session.reveal"],
  ]);
});

/** The browser refuses the clipboard until `window.refuse` is false. */
async function refuseClipboard(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.assign(window, { refuse: true });
    const write = navigator.clipboard.write.bind(navigator.clipboard);
    navigator.clipboard.write = (items) =>
      (window as { refuse?: boolean }).refuse
        ? Promise.reject(new DOMException("no", "NotAllowedError"))
        : write(items);
  });
}

for (const { button, known } of [
  { button: "Copy link", known: true },
  { button: "Copy message", known: true },
  { button: "Copy message", known: false },
])
  test(`F22: ${button} (${known ? "known" : "to be revealed"}): what the browser refused is no copy, in no place; the next press is one`, async ({
    page,
    running,
  }) => {
    await refuseClipboard(page);
    await openForm(page, acme);
    await createLink(page, "Creates");
    if (!known) await page.reload();
    const region = page.getByRole("region", { name: "Auth link", exact: true });
    await region.getByRole("button", { name: button }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Nothing was copied" })).toContainText(
      "did not let the console use the clipboard",
    );
    await expect(region).toContainText("Not copied yet.");
    await expect(region).not.toContainText("Last copied");
    expect((await running.staff.read(idOn(page))).copiedAt).toBeNull();
    expect(await running.staff.audit("?action=connect_session.copy")).toEqual([]);

    await page.evaluate(() => Object.assign(window, { refuse: false }));
    await region.getByRole("button", { name: button }).click();
    await expect(region).toContainText("is on the clipboard.");
    await expect(page.getByRole("alert")).toHaveCount(0);
    await expect.poll(async () => (await running.staff.read(idOn(page))).copiedAt).not.toBeNull();
    expect(await running.staff.audit("?action=connect_session.copy")).toHaveLength(1);
  });

test("F22: in the list a refused clipboard is no copy either", async ({ page, running }) => {
  await refuseClipboard(page);
  const { connectSession } = await running.staff.createLink(acme);
  await page.goto("/connect-sessions");
  const row = page.getByRole("tabpanel").getByRole("listitem").first();
  await row.hover();
  await row.getByRole("button", { name: "Copy" }).click();
  await expect(row.getByRole("alert")).toContainText("Nothing was copied");
  expect((await running.staff.read(connectSession.id)).copiedAt).toBeNull();
});

test("F22: a copy that could not be noted is on the clipboard and says so", async ({ page }) => {
  await openForm(page, acme);
  const link = await createLink(page, "Creates");
  await page.route("**/copied", (route) =>
    route.request().postDataJSON()?.done === false ? route.continue() : route.abort(),
  );
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(
    page.getByRole("alert").filter({ hasText: "Copied, but not recorded" }),
  ).toContainText("Copy it once more");
  expect((await clipboard(page))["text/plain"]).toBe(link);
});

test("a clipboard that the browser refuses is said, and a withdrawn link is not copied", async ({
  page,
}) => {
  await refuseClipboard(page);
  await openForm(page, acme);
  await createLink(page, "Creates");
  await page.getByRole("button", { name: "Copy message" }).click();
  const alert = page.getByRole("alert").filter({ hasText: "Nothing was copied" });
  await expect(alert).toContainText("did not let the console use the clipboard");

  await page.evaluate(() => Object.assign(window, { refuse: false }));
  await page.route("**/copied", (route) =>
    route.fulfill({
      status: 409,
      json: {
        error: {
          code: "conflict",
          message: "The console no longer holds this auth link.",
          requestId: "r1",
        },
      },
    }),
  );
  await page.evaluate(() => navigator.clipboard.writeText("before"));
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(alert).toContainText("no longer holds");
  expect((await clipboard(page))["text/plain"]).toBe("before");
});

test("the keyboard alone opens, writes and copies", async ({ page }) => {
  await openForm(page, acme);
  const link = await createLink(page, "Creates");
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
  await expect.poll(focused).toBe("Copy link");
  for (const name of ["Copy message", "Edit message"]) {
    await page.keyboard.press("Tab");
    expect(await focused()).toBe(name);
  }
  await page.keyboard.press("Enter");
  const text = page.getByLabel("Text", { exact: true });
  await expect(text).toBeVisible();
  for (let presses = 0; presses < 10; presses++) {
    if (await text.evaluate((field) => field === document.activeElement)) break;
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\n\nYours, Robin");
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("Copy message");
  await page.keyboard.press("Enter");
  await expect(page.getByText("The message is on the clipboard.")).toBeVisible();
  const copied = (await clipboard(page))["text/plain"] ?? "";
  expect(copied).toContain(link);
  expect(copied).toMatch(/Yours, Robin$/);
});
