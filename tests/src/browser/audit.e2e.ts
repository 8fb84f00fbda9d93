import { readFile } from "node:fs/promises";
import { expect, test } from "./test.ts";

test("the audit log says in words who did what, and leads there; filters stand in the address", async ({
  page,
  running,
}) => {
  const { staff } = running;
  const { connectSession } = await staff.createLink({ ownerId: "acme", provider: "ashby" });
  await staff.act(connectSession.id, "reveal");
  await staff.act(connectSession.id, "copied", { as: "mail" });
  await staff.ask("POST", "/api/me/role", { role: "viewer" });
  await staff.act(connectSession.id, "reveal");
  await staff.ask("POST", "/api/me/role", { role: "admin" });

  await page.goto("/");
  await page.getByRole("link", { name: "Audit log" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Audit log" })).toBeVisible();
  const entries = page.getByRole("list", { name: "Entries" }).getByRole("listitem");
  await expect(entries).toContainText([
    "switched the role",
    /wanted to reveal the auth link of Acme Inc \(ashby\).*Refused/,
    "switched the role",
    /took along the auth link of Acme Inc \(ashby\).*into the mail program/,
    "revealed the auth link of Acme Inc (ashby)",
    "asked StackOne for the auth link of Acme Inc (ashby)",
  ]);
  const [entry] = await staff.audit("?limit=1");
  await expect(entries.first()).toContainText(entry?.requestId ?? "no entry");

  // by keyboard alone
  await page.getByRole("combobox", { name: "Outcome" }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("option", { name: "Refused" })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/[?&]outcome=refused$/);
  await expect(entries).toHaveCount(1);

  await page.reload();
  await expect(entries).toHaveCount(1);
  await page.getByLabel("To", { exact: true }).fill("2020-01-01");
  await expect(page).toHaveURL(/to=2020-01-01/);
  await expect(page.getByText("No entry fits.")).toBeVisible();
  await page.getByRole("link", { name: "Show all" }).click();
  await expect(entries).toHaveCount(6);

  await page.getByRole("combobox", { name: "Action" }).fill("reveal");
  await page.getByRole("option", { name: "Reveal an auth link" }).click();
  await expect(entries).toHaveCount(2);
  await page.getByRole("textbox", { name: "About" }).fill("nothing-of-that-id");
  await expect(page.getByText("No entry fits.")).toBeVisible();
  await page.getByRole("textbox", { name: "About" }).fill(connectSession.id);
  await expect(entries).toHaveCount(2);
  await entries.last().getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`/connect-sessions/${connectSession.id}$`));
  await page.getByRole("link", { name: "Who did what with this link" }).click();
  await expect(page).toHaveURL(new RegExp(`/audit\\?target=${connectSession.id}$`));
  await expect(entries).toHaveCount(4);
});

test("an admin exports what is filtered, and that stands in the log; others are told why not", async ({
  page,
  running,
}) => {
  await running.staff.ask("POST", "/api/owners", { id: "pied", name: "=Pied" });
  await running.staff.ask("POST", "/api/owners", { id: "piper", name: "Piper" });
  await page.goto("/audit?target=pied");
  const entries = page.getByRole("list", { name: "Entries" }).getByRole("listitem");
  await expect(entries).toHaveCount(1);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^audit-log-\d{4}-\d\d-\d\d\.csv$/);
  const lines = (await readFile(await download.path(), "utf8")).trimEnd().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain("owner.add,done,owner,pied,'=Pied,");
  await expect(page.getByRole("status").filter({ hasText: "was exported" })).toBeVisible();

  await page.goto("/audit");
  await expect(entries.first()).toContainText("exported the audit log");
  await expect(entries.first()).toContainText("filtered by target");
  await page.getByLabel("Your role").selectOption("support");
  const button = page.getByRole("button", { name: "Export CSV" });
  await expect(button).toBeDisabled();
  await expect(button).toHaveAttribute("title", /may not export the audit log/);
});

test("a long log goes on by “Show more”, and what fails is said", async ({ page, running }) => {
  const { connectSession } = await running.staff.createLink({ ownerId: "acme", provider: "ashby" });
  for (let done = 0; done < 60; done += 10)
    await Promise.all(
      Array.from({ length: 10 }, () => running.staff.act(connectSession.id, "copied")),
    );
  await page.goto(`/audit?target=${connectSession.id}`);
  const entries = page.getByRole("list", { name: "Entries" }).getByRole("listitem");
  await expect(entries).toHaveCount(50);
  await page.route("**/api/audit?*cursor*", (route) =>
    route.fulfill({
      status: 500,
      json: { error: { code: "internal", message: "Broken.", requestId: "r1" } },
    }),
  );
  await page.getByRole("button", { name: "Show more" }).click();
  await expect(page.getByRole("alert")).toContainText("The rest could not be read");
  await page.unrouteAll();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(entries).toHaveCount(61);
  await expect(page.getByRole("button", { name: "Show more" })).toHaveCount(0);
});
