import { createLink, expectProgress, idOn, openForm, outcomeRegion } from "./staff-page.ts";
import { expect, test } from "./test.ts";

const create = { name: "Create auth link" };

test("a double click makes one connect session", async ({ page, running }) => {
  await openForm(page, { ownerId: "acme", provider: "ashby", label: "sim:slow", expiresIn: 3600 });
  await expect(outcomeRegion(page).getByText(/^Creates/)).toBeVisible();
  await page.getByRole("button", create).dblclick();
  await expectProgress(page, "Waiting for the customer");
  expect(await running.creations()).toBe(1);
});

test("an account made between preview and press is shown before anything is created", async ({
  page,
  running,
}) => {
  await openForm(page, { ownerId: "wonka", provider: "ashby", expiresIn: 3600 });
  await expect(outcomeRegion(page).getByText(/^Creates/)).toBeVisible();
  const account = { ownerId: "wonka", ownerName: "Wonka Chocolate", provider: "ashby" };
  await running.simulator.addAccount(account);
  await page.getByRole("button", create).click();
  await expect(page.getByRole("alert")).toContainText("It would do something else now");
  await expect(outcomeRegion(page).getByText(/^Edits/)).toBeVisible();
  expect(await running.creations()).toBe(0);
  await createLink(page, "Edits");
  expect(await running.creations()).toBe(1);
});

test("an owner that nobody knows yet is added on the way", async ({ page, running }) => {
  await page.goto("/");
  const owner = page.getByRole("combobox", { name: "Owner" });
  await owner.fill("Pied Piper");
  await page.getByRole("option", { name: "Add an owner…" }).click();
  const dialog = page.getByRole("dialog", { name: "Add an owner" });
  await expect(dialog.getByLabel("Name")).toHaveValue("Pied Piper");
  await dialog.getByLabel("Id").fill("pied-piper");
  await dialog.getByRole("button", { name: "Add owner" }).click();
  await expect(owner).toHaveValue("Pied Piper");
  await page.getByRole("combobox", { name: "Provider" }).fill("Slack");
  await page.getByRole("option", { name: /Slack/ }).click();
  await createLink(page, "Creates");
  const row = await running.staff.read(idOn(page));
  expect(row.owner).toEqual({ id: "pied-piper", name: "Pied Piper" });
  expect((await running.staff.audit()).map(({ action }) => action)).toContain("owner.add");
});

test("metadata reaches StackOne as it was typed", async ({ page, running }) => {
  await openForm(page, { ownerId: "acme", provider: "ashby", expiresIn: 3600 });
  await page.getByRole("button", { name: "Metadata" }).click();
  await page.getByLabel("Key 1", { exact: true }).fill("ticket");
  await page.getByLabel("Value 1", { exact: true }).fill("SUP-7");
  await page.getByRole("button", { name: "Add a key" }).click();
  await page.getByLabel("Key 2", { exact: true }).fill("region");
  await page.getByLabel("Value 2", { exact: true }).fill("EMEA");
  await createLink(page, "Creates");
  const { sessions } = await running.simulator.state();
  expect(sessions.at(-1)?.repeated["metadata"]).toEqual({ ticket: "SUP-7", region: "EMEA" });
});

test("the magic words stand in a drawer, and one of them does what it says", async ({ page }) => {
  await openForm(page, { ownerId: "acme", provider: "ashby", expiresIn: 3600 });
  await page.getByRole("button", { name: "Magic words" }).click();
  const drawer = page.getByRole("dialog", { name: "Magic words" });
  await expect(drawer.getByRole("row", { name: /sim:no-link/ })).toContainText("A 201 without");
  await page.keyboard.press("Escape");
  await page.getByLabel("Label", { exact: true }).fill("sim:no-link");
  await expect(outcomeRegion(page).getByText(/^Creates/)).toBeVisible();
  await page.getByRole("button", create).click();
  await expect(page.getByRole("alert")).toContainText("The link was not created");
  await page.getByRole("link", { name: "See what is known of it" }).click();
  await expectProgress(page, "Could not be created");
});

test("a viewer cannot create, and reads why", async ({ page }) => {
  await openForm(page, { ownerId: "acme", provider: "ashby", expiresIn: 3600 });
  await expect(page.getByRole("button", create)).toBeEnabled();
  await page.getByLabel("Your role").selectOption("viewer");
  const button = page.getByRole("button", create);
  await expect(button).toBeDisabled();
  await expect(button).toHaveAccessibleDescription(/viewer|role|allowed/i);
});

test("StackOne down: what happened, the request id and what to do, and nothing is created", async ({
  page,
  running,
}) => {
  await openForm(page, { ownerId: "acme", provider: "ashby", expiresIn: 3600 });
  await expect(outcomeRegion(page).getByText(/^Creates/)).toBeVisible();
  await running.simulator.trouble({ route: "*", kind: "server_error" });
  await page.getByRole("button", create).click();
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("The link was not created");
  await expect(alert).toContainText(/StackOne/);
  await expect(alert).toContainText(/Request \S{6,}/);
  await expect(alert).toContainText(/try again/i);
  expect(await running.creations()).toBe(0);
  await running.simulator.endTrouble();
  await createLink(page, "Creates");
});

test("while StackOne does not answer the page says that it asks again, then what failed", async ({
  page,
  running,
}) => {
  await running.simulator.trouble({ route: "GET /accounts", kind: "server_error" });
  await openForm(page, { ownerId: "acme", provider: "ashby", expiresIn: 3600 });
  await expect(outcomeRegion(page)).toContainText("Asking StackOne again");
  await expect(outcomeRegion(page).getByRole("alert")).toContainText("It cannot be told now");
  await running.simulator.endTrouble();
  await outcomeRegion(page).getByRole("button", { name: "Try again" }).click();
  await expect(outcomeRegion(page).getByText(/^Creates/)).toBeVisible();
});

test("keyboard alone: owner, provider, create, copy", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/");
  const owner = page.getByRole("combobox", { name: "Owner" });
  await expect(owner).toBeFocused();
  await page.keyboard.type("tyrell");
  // an owner that was found for less of the text must not be taken
  await expect(page.getByRole("listbox").getByRole("option").first()).toContainText("Tyrell GmbH");
  await page.keyboard.press("Enter");
  await expect(owner).toHaveValue("Tyrell GmbH");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("combobox", { name: "Provider" })).toBeFocused();
  await page.keyboard.type("slack");
  await expect(page.getByRole("listbox").getByRole("option").first()).toContainText("Slack");
  await page.keyboard.press("Enter");
  await expect(outcomeRegion(page).getByText(/^Creates/)).toBeVisible();
  const button = page.getByRole("button", create);
  await expect(button).toBeEnabled();
  await expect(async () => {
    await page.keyboard.press("Tab");
    await expect(button).toBeFocused({ timeout: 1 });
  }).toPass({ intervals: [1] });
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/connect-sessions\/[^/]+$/);
  await expect(page.getByRole("button", { name: "Copy link" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("The link is on the clipboard.")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^http\S+token=/);
});

for (const width of [1440, 768]) {
  test(`nothing jumps when the outcome arrives, at ${width} pixels`, async ({ page, running }) => {
    await page.setViewportSize({ width, height: 900 });
    await running.simulator.trouble({ route: "GET /accounts", kind: "slow", seconds: 1 });
    await openForm(page, { ownerId: "acme", provider: "bamboohr", expiresIn: 3600 });
    const places = [
      page.getByRole("button", create),
      page.getByRole("combobox", { name: "Owner" }),
      outcomeRegion(page),
    ];
    const where = () =>
      Promise.all(places.map(async (place) => (await place.boundingBox())?.y ?? null));
    await expect(page.getByRole("status", { name: /Working out/ })).toBeVisible();
    const before = await where();
    await expect(outcomeRegion(page).getByText(/^Edits/)).toBeVisible();
    expect(await where()).toEqual(before);
  });
}
