import { createLink, expectProgress, idOn, openForm, outcomeRegion } from "./staff-page.ts";
import { expect, test } from "./test.ts";

const create = { name: "Create auth link" };

test("W11: a deep link to an owner that nobody knows adds it on the way, and the form goes on", async ({
  page,
  running,
}) => {
  await openForm(page, {
    ownerId: "crm-4711",
    ownerName: "Pied Piper",
    provider: "slack",
    label: "Sales",
    expiresIn: 3600,
  });
  const owner = page.getByRole("combobox", { name: "Owner" });
  await expect(owner).toHaveValue("crm-4711");
  await expect(page.getByText(/^crm-4711 isn’t known yet/)).toBeVisible();
  await page.getByRole("button", { name: "Add it as “Pied Piper”…" }).click();
  const dialog = page.getByRole("dialog", { name: "Add an owner" });
  await expect(dialog.getByLabel("Id")).toHaveValue("crm-4711");
  await expect(dialog.getByLabel("Name")).toHaveValue("Pied Piper");
  await dialog.getByRole("button", { name: "Add owner" }).click();
  await expect(owner).toHaveValue("Pied Piper");
  await expect(page.getByLabel("Label", { exact: true })).toHaveValue("Sales");
  await createLink(page, "Creates");
  const row = await running.staff.read(idOn(page));
  expect(row.owner).toEqual({ id: "crm-4711", name: "Pied Piper" });
});

test("W11: who may not add owners reads why, and without a name the dialog asks for it", async ({
  page,
  running,
}) => {
  await running.staff.become("qa");
  await openForm(page, { ownerId: "crm-4712" });
  const button = page.getByRole("button", { name: "Add it…" });
  await expect(button).toBeDisabled();
  await expect(page.getByText("The role QA may not add owners.", { exact: true })).toBeVisible();
  await running.staff.become("admin");
  await page.reload();
  await button.click();
  const dialog = page.getByRole("dialog", { name: "Add an owner" });
  await expect(dialog.getByLabel("Id")).toHaveValue("crm-4712");
  await expect(dialog.getByLabel("Name")).toHaveValue("");
});

test("W19: accounts that are not loaded yet are not said to be none", async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\/api\/accounts\?.*ownerId=acme/, async (route) => {
    await held;
    await route.continue();
  });
  await openForm(page, { ownerId: "acme" });
  await expect(page.getByText("Loading the owner’s accounts…")).toBeVisible();
  await expect(page.getByText("This owner has no account yet.")).toHaveCount(0);
  release();
  await expect(page.getByText("To repair or change just one")).toBeVisible();
});

test("W19: accounts that could not be loaded are not said to be none", async ({ page }) => {
  await page.route(/\/api\/accounts\?.*ownerId=acme/, (route) => route.abort());
  await openForm(page, { ownerId: "acme" });
  await expect(page.getByText("The owner’s accounts couldn’t be loaded.")).toBeVisible();
  await expect(page.getByText("This owner has no account yet.")).toHaveCount(0);
});

test("W22: a half-filled form survives Back and a reload without its secrets, until it is cleared", async ({
  page,
}) => {
  await page.goto("/");
  const owner = page.getByRole("combobox", { name: "Owner" });
  await owner.fill("tyrell");
  await page.getByRole("option", { name: /Tyrell GmbH/ }).click();
  await page.getByLabel("Label", { exact: true }).fill("Sales EMEA");
  await page.getByLabel("Username", { exact: true }).fill("token=marker-of-a-secret");
  await page.getByRole("checkbox", { name: "Allow another account" }).check();
  await page.getByRole("link", { name: "Owners" }).click();
  await expect(page.getByRole("heading", { name: "Owners" })).toBeVisible();
  await page.goBack();
  const restored = async () => {
    await expect(owner).toHaveValue("Tyrell GmbH");
    await expect(page.getByLabel("Label", { exact: true })).toHaveValue("Sales EMEA");
    await expect(page.getByLabel("Username", { exact: true })).toHaveValue("");
    await expect(page.getByRole("checkbox", { name: "Allow another account" })).toBeChecked();
    await expect(page.getByText("We kept what you had filled in.")).toBeVisible();
  };
  await restored();
  await page.reload();
  await restored();
  expect(await page.evaluate(() => JSON.stringify(window.sessionStorage))).not.toContain("marker");
  await page.getByRole("button", { name: "Clear form" }).click();
  await expect(owner).toHaveValue("");
  await page.reload();
  await expect(owner).toHaveValue("");
  await expect(page.getByText("We kept what you had filled in.")).toHaveCount(0);
});

test("W22: what was created is no draft", async ({ page }) => {
  await openForm(page, { ownerId: "acme", provider: "ashby", expiresIn: 3600 });
  await page.getByLabel("Label", { exact: true }).fill("once");
  await createLink(page, "Creates");
  await page.goBack();
  await expect(page.getByRole("combobox", { name: "Owner" })).toHaveValue("Acme Inc");
  await expect(page.getByLabel("Label", { exact: true })).toHaveValue("");
});

test("W16: QA's form starts as test, and the same again of a run creates another account", async ({
  page,
  running,
}) => {
  await running.staff.become("qa");
  await page.goto("/");
  await expect(page.getByRole("combobox", { name: "Type" })).toHaveValue("Test");
  await openForm(page, { ownerId: "wonka", provider: "ashby" });
  await expect(page.getByRole("combobox", { name: "Type" })).toHaveValue("Test");
  const link = await createLink(page, "Creates");
  const token = new URL(link).searchParams.get("token") ?? "";
  await running.simulator.act({ token, act: "form", provider: "ashby" });
  await page.getByRole("button", { name: "Check now" }).click();
  await expectProgress(page, "Connected");
  // a preview takes what was read of the owner a moment ago
  await running.passTime(6);
  await page.getByRole("link", { name: "Same again" }).click();
  await expect(page.getByText(/“Allow another account” is on, so this one creates/)).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Allow another account" })).toBeChecked();
  await expect(outcomeRegion(page).getByText(/^Creates another test account/)).toBeVisible();
  await page.getByRole("checkbox", { name: "Allow another account" }).uncheck();
  await expect(outcomeRegion(page).getByText(/^Edits/)).toBeVisible();
  await page.getByRole("button", { name: "Allow another account" }).click();
  await expect(outcomeRegion(page).getByText(/^Creates another/)).toBeVisible();
});

test.describe("A5", () => {
  test.use({ asksStackOne: true });

  test("A5: a tester is led to another account, everybody else types the owner's name", async ({
    page,
    running,
  }) => {
    await running.staff.become("qa");
    await openForm(page, { ownerId: "acme", type: "test", expiresIn: 3600 });
    await expect(outcomeRegion(page).getByText(/^Blocked: If the customer chooses/)).toBeVisible();
    await expect(page.getByRole("button", create)).toBeDisabled();
    await outcomeRegion(page).getByRole("button", { name: "Allow another account" }).click();
    await expect(outcomeRegion(page).getByText(/^Creates/)).toBeVisible();

    await running.staff.become("admin");
    await openForm(page, { ownerId: "acme", type: "test", expiresIn: 1800 });
    await expect(outcomeRegion(page).getByText(/^Depends/)).toBeVisible();
    const button = page.getByRole("button", create);
    await expect(button).toBeDisabled();
    await expect(button).toHaveAccessibleDescription(/Type “Acme Inc”/);
    const field = outcomeRegion(page).getByLabel("Type “Acme Inc” to confirm");
    await field.fill("acme");
    await expect(button).toBeDisabled();
    await field.fill("Acme Inc");
    await field.press("Enter");
    expect(await running.creations()).toBe(0);
    await createLink(page, "Depends");

    // the re-issue asks again, and so does Connect here
    await page.getByRole("button", { name: "Re-issue" }).click();
    const dialog = page.getByRole("dialog", { name: "Re-issue this auth link" });
    await expect(dialog.getByRole("button", { name: "Re-issue auth link" })).toBeDisabled();
    await dialog.getByLabel("Type “Acme Inc” to confirm").fill("Acme Inc");
    await expect(dialog.getByRole("button", { name: "Re-issue auth link" })).toBeEnabled();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Connect here" }).click();
    const hub = page.getByRole("region", { name: "Hub", exact: true });
    await expect(hub.getByText(/edits a production account of Acme Inc/)).toBeVisible();
    await expect(hub.locator("stackone-hub")).toHaveCount(0);
    await hub.getByLabel("Type “Acme Inc” to confirm").fill("Acme Inc");
    await hub.getByRole("button", { name: "Connect here" }).click();
    await expect(hub.locator("stackone-hub")).toHaveCount(1);
  });
});

test("W4: with another open link the preview says which one wins, and how to get two", async ({
  page,
  running,
}) => {
  await running.staff.createLink({ ownerId: "wonka", provider: "ashby" });
  await openForm(page, { ownerId: "wonka", provider: "ashby", expiresIn: 3600 });
  await expect(outcomeRegion(page)).toContainText("If the other link is used first");
  await expect(outcomeRegion(page).getByRole("link", { name: "Open that link" })).toBeVisible();
  await outcomeRegion(page).getByRole("button", { name: "Allow another account" }).click();
  await expect(page.getByRole("checkbox", { name: "Allow another account" })).toBeChecked();
  await expect(outcomeRegion(page)).not.toContainText("If the other link is used first");
});
