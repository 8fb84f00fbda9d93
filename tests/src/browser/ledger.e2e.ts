import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { idOn, progressRegion } from "./staff-page.ts";
import { expect, test } from "./test.ts";

const rowsOn = (page: Page) => page.getByRole("tabpanel").getByRole("listitem");

test("filters stand in the URL, narrow list and counts, and can be shared", async ({
  page,
  running,
}) => {
  await running.staff.createLink({ ownerId: "wonka", provider: "slack" });
  await running.staff.createLink({ ownerId: "stark", provider: "ashby", type: "test" });
  await running.staff.createLink({ ownerId: "stark", provider: "slack" });
  await page.goto("/connect-sessions");
  await expect(rowsOn(page)).toHaveCount(3);
  const filters = page.getByRole("group", { name: "Filters" });
  await filters.getByLabel("Provider", { exact: true }).fill("sla");
  await page.getByRole("option", { name: "Slack" }).click();
  await expect(rowsOn(page)).toHaveText([/Stark/, /Wonka/]);
  await expect(page).toHaveURL(/provider=slack/);
  await expect(page.getByRole("tab", { name: /Waiting/ })).toContainText("2");
  await filters.getByLabel("Owner", { exact: true }).fill("wonka");
  await page.getByRole("option", { name: /Wonka/ }).click();
  await expect(rowsOn(page)).toHaveText([/Wonka/]);
  await page.reload();
  await expect(rowsOn(page)).toHaveText([/Wonka/]);

  await page.goto("/connect-sessions?type=test&progress=waiting&holder=me");
  await expect(rowsOn(page)).toHaveText([/Stark/]);
  await expect(page.getByRole("radio", { name: "Mine" })).toBeChecked();
  await page.goto("/connect-sessions?holder=somebody-else");
  await expect(page.getByText(/^Nothing under this tab fits/)).toBeVisible();
  await page.getByText("Mine", { exact: true }).click();
  await expect(page).toHaveURL(/holder=me/);
  await expect(rowsOn(page)).toHaveCount(3);
  await page.getByText("Everyone", { exact: true }).click();
  await expect(page).not.toHaveURL(/holder/);
});

test("a colleague's new link is offered on top, and nothing moves until it is asked for", async ({
  page,
  running,
}) => {
  await running.staff.createLink({ ownerId: "wonka", provider: "slack" });
  await page.goto("/connect-sessions");
  await expect(rowsOn(page)).toHaveText([/Wonka/]);
  const before = await rowsOn(page).first().boundingBox();
  await running.staff.createLink({ ownerId: "stark", provider: "ashby" });
  await running.staff.createLink({ ownerId: "hooli", provider: "ashby" });
  const offer = page.getByRole("button", { name: "2 new – show" });
  await expect(offer).toBeVisible();
  await expect(rowsOn(page)).toHaveText([/Wonka/]);
  expect(await rowsOn(page).first().boundingBox()).toEqual(before);
  await offer.click();
  await expect(rowsOn(page)).toHaveText([/Hooli/, /Stark/, /Wonka/]);
  await expect(offer).toBeHidden();
});

test("next that needs me goes through the links of mine that need attention, oldest first", async ({
  page,
  running,
}) => {
  const fail = async (ownerId: string) =>
    (await running.staff.create({ ownerId, provider: "slack", label: "sim:500" })).body.error
      .connectSessionId;
  const ids = [await fail("stark"), await fail("wonka")];
  await page.goto("/connect-sessions");
  const next = page.getByRole("button", { name: "Next that needs me" });
  // the address changes before the page does, whose button leads on
  const shown = async (id: string | undefined, owner: RegExp) => {
    await expect(page).toHaveURL(new RegExp(`/${id}$`));
    await expect(page.getByRole("heading", { level: 1, name: owner })).toBeVisible();
  };
  await next.click();
  await shown(ids[0], /Stark/);
  await next.click();
  await shown(ids[1], /Wonka/);
  await next.click();
  await shown(ids[0], /Stark/);
  await page.getByRole("link", { name: "All auth links" }).click();
  await expect(page).toHaveURL(/connect-sessions$/);
});

test("a note stands in the timeline and is found; one with the link in it is refused beside the field", async ({
  page,
  running,
}) => {
  const { connectSession, authLink } = await running.staff.createLink({
    ownerId: "wonka",
    provider: "slack",
  });
  await running.staff.createLink({ ownerId: "stark", provider: "slack" });
  await page.goto(`/connect-sessions/${connectSession.id}`);
  const next = page.getByRole("button", { name: "Next that needs me" });
  await expect(next).toBeDisabled();
  await expect(next).toHaveAttribute("title", /No other link/);
  const notes = page.getByRole("form", { name: "Notes" });
  await expect(notes.getByRole("button", { name: "Add note" })).toBeDisabled();
  await notes.getByLabel("Note", { exact: true }).fill(`look: ${authLink}`);
  await notes.getByRole("button", { name: "Add note" }).click();
  await expect(notes.getByText(/secret/)).toBeVisible();
  await notes.getByLabel("Note", { exact: true }).fill("Waits for Ann\nuntil Tuesday");
  await notes.getByRole("button", { name: "Add note" }).click();
  await expect(notes.getByText("The note is in the timeline.")).toBeVisible();
  const timeline = progressRegion(page).getByLabel("Timeline");
  await expect(timeline).toContainText("Note");
  await expect(timeline).toContainText(/Waits for Ann\s+until Tuesday/);
  await running.staff.act(idOn(page), "notes", { text: "A colleague was faster" });
  await expect(timeline).toContainText("A colleague was faster");

  await page.goto("/connect-sessions");
  await page.getByLabel("Search auth links").fill("for ann");
  await expect(rowsOn(page)).toHaveText([/Wonka/]);
});

test("the list is exported as it is filtered; who may not is told why", async ({
  page,
  running,
}) => {
  await running.staff.createLink({ ownerId: "wonka", provider: "slack", label: "=1+1" });
  await running.staff.createLink({ ownerId: "stark", provider: "slack" });
  await page.goto("/connect-sessions?ownerId=wonka");
  const press = page.getByRole("button", { name: "Export CSV" });
  const [download] = await Promise.all([page.waitForEvent("download"), press.click()]);
  expect(download.suggestedFilename()).toMatch(/^auth-links-\d{4}-\d\d-\d\d\.csv$/);
  const text = await readFile(await download.path(), "utf8");
  expect(text.trimEnd().split("\r\n")).toHaveLength(2);
  expect(text).toContain("'=1+1");
  await expect(page.getByText("The list was exported.")).toBeVisible();

  await page.route("**/export.csv?*", (route) => route.abort());
  await press.click();
  await expect(page.getByRole("alert")).toContainText("The list was not exported");

  await page.getByLabel("Your role").selectOption("viewer");
  await expect(press).toBeDisabled();
  await expect(press).toHaveAttribute("title", /role viewer/);
});
