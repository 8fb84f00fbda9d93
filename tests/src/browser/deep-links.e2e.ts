import { idOn, outcomeRegion } from "./staff-page.ts";
import { expect, test } from "./test.ts";

test("/?ownerId=…&provider=…: the CRM's link to the form, with its outcome", async ({ page }) => {
  await page.goto("/?ownerId=acme&provider=ashby&metadata=ticket=SUP-7");
  await expect(page.getByRole("combobox", { name: "Owner" })).toHaveValue("Acme Inc");
  await expect(page.getByRole("combobox", { name: "Provider" })).toHaveValue("Ashby");
  await expect(outcomeRegion(page).getByText(/^Creates/)).toBeVisible();
  await page.getByRole("button", { name: /^Metadata/ }).click();
  await expect(page.getByLabel("Value 1", { exact: true })).toHaveValue("SUP-7");
});

test("an owner that nobody knows: said beside the field, after one look in StackOne", async ({
  page,
  running,
}) => {
  await page.goto("/?ownerId=nobody-knows&provider=slack");
  const owner = page.getByRole("combobox", { name: "Owner" });
  await expect(owner).toHaveAccessibleDescription(/no owner with this id/i);
  await expect(page.getByRole("button", { name: "Create auth link" })).toBeDisabled();
  const { items } = await running.simulator.requests();
  expect(items.filter(({ query }) => query.includes("nobody-knows"))).toHaveLength(1);
  await owner.fill("tyrell");
  await page.getByRole("option", { name: /Tyrell GmbH/ }).click();
  await expect(outcomeRegion(page).getByText(/^Creates/)).toBeVisible();
});

test("/connect-sessions?ownerId=…: an owner's links", async ({ page, running }) => {
  for (const ownerId of ["acme", "wonka"])
    await running.staff.createLink({ ownerId, provider: "okta" });
  await page.goto("/connect-sessions?ownerId=wonka");
  await expect(page.getByRole("tabpanel").getByRole("listitem")).toHaveText([/Wonka Chocolate/]);
});

test("/accounts?ownerId=… and /accounts/…: an owner's accounts, and one of them", async ({
  page,
}) => {
  await page.goto("/accounts?ownerId=wonka&tab=all");
  await expect(page.getByText("Factory sales").first()).toBeVisible();
  await expect(page.getByText("Acme Inc")).toBeHidden();
  await page.goto("/accounts/acc_wonka_pipedrive");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Pipedrive");
});

test("/owners/…: an owner's page, by the id that the CRM knows", async ({ page }) => {
  await page.goto("/owners/wonka");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Wonka Chocolate");
});

test("same again: the form with the same choices, and the old link stays as it is", async ({
  page,
  running,
}) => {
  const choices = {
    ownerId: "acme",
    provider: "ashby",
    label: "Berlin & Rome",
    type: "test",
    expiresIn: 7200,
    metadata: { ticket: "SUP-7", "a=b": "50%" },
  };
  const { connectSession } = await running.staff.createLink(choices);
  await page.goto(`/connect-sessions/${connectSession.id}`);
  await page.getByRole("link", { name: "Same again" }).click();
  await expect(page.getByLabel("Label", { exact: true })).toHaveValue("Berlin & Rome");
  await page.getByLabel("Label", { exact: true }).fill("Paris");
  await expect(outcomeRegion(page).getByText(/^Creates/)).toBeVisible();
  await page.getByRole("button", { name: "Create auth link" }).click();
  await page.getByRole("button", { name: /anyway/ }).click();
  await expect(page).toHaveURL(/\/connect-sessions\/[^/?]+$/);
  const [made, old] = [
    await running.staff.read(idOn(page)),
    await running.staff.read(connectSession.id),
  ];
  expect(made).toMatchObject({
    owner: { id: "acme" },
    provider: "ashby",
    label: "Paris",
    type: "test",
    expiresIn: 7200,
    metadata: choices.metadata,
    supersedes: null,
  });
  expect(old).toMatchObject({ progress: "waiting", supersededBy: null });
});
