import { expect, test } from "./test.ts";

test("a near-equal owner is stopped: the one that is meant is used, or another added on purpose", async ({
  page,
  running,
}) => {
  const owners = async () =>
    (await running.staff.audit("?action=owner.add")).map(({ target }) => target.id);
  await page.goto("/");
  const owner = page.getByRole("combobox", { name: "Owner" });
  await owner.fill("Acme, Inc.");
  await page.getByRole("option", { name: "Add an owner…" }).click();
  const dialog = page.getByRole("dialog", { name: "Add an owner" });
  await dialog.getByLabel("Id").fill("acme-2");
  await dialog.getByRole("button", { name: "Add owner" }).click();
  const warning = dialog.getByRole("alert");
  await expect(warning).toContainText("acme · 4 accounts");
  await expect(warning).toContainText("StackOne matches the exact id and name");
  await expect(warning).toContainText("second account");
  expect(await owners()).toEqual([]);

  await warning.getByRole("button", { name: "Use Acme Inc" }).click();
  await expect(owner).toHaveValue("Acme Inc");
  expect(await owners()).toEqual([]);

  await owner.fill("Stark Industreis");
  await page.getByRole("option", { name: "Add an owner…" }).click();
  await dialog.getByLabel("Id").fill("stark-2");
  await dialog.getByLabel("Id").press("Enter");
  await expect(warning).toContainText("stark · 4 accounts");
  await dialog.getByRole("button", { name: "Add it all the same" }).click();
  await expect(owner).toHaveValue("Stark Industreis");
  expect(await owners()).toEqual(["stark-2"]);
  expect(await running.creations()).toBe(0);
});
