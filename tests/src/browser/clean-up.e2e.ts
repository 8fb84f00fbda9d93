import type { Page } from "@playwright/test";
import { openAccounts } from "./accounts-page.ts";
import { expect, test } from "./test.ts";

const cleanUpOf = (...ids: string[]) =>
  `/accounts/clean-up?${ids.map((id) => `account=${id}`).join("&")}&step=review`;
const rowOf = (page: Page, text: string) =>
  page
    .getByRole("list", { name: "What happens to each account" })
    .getByRole("listitem")
    .filter({ hasText: text });
const confirm = async (page: Page, count: number) => {
  await page.getByLabel(`Type ${count} to confirm`).fill(String(count));
  await page.getByRole("button", { name: /^Delete / }).click();
};
const progress = (page: Page) =>
  page.getByRole("region", { name: "Progress" }).getByRole("status").first();

test("QA chooses test accounts, sees what would happen, types the number, and they are deleted one by one", async ({
  page,
  running,
}) => {
  const { simulator, staff } = running;
  await staff.createLink({ ownerId: "wonka", accountId: "acc_wonka_bamboohr", type: "test" });
  await openAccounts(page, "?tab=all&q=wonka");
  await page.getByLabel("Your role").selectOption("qa");
  await page.getByRole("link", { name: "Clean up test accounts" }).click();
  await expect(page).toHaveURL(/\/accounts\/clean-up\?q=wonka$/);
  await page.getByRole("textbox", { name: "Search test accounts" }).fill("");
  const list = page.getByRole("list", { name: "Test accounts" });
  await expect(list.getByText("Contoso Ltd")).toBeVisible();
  await expect(list.getByText("Acme Inc")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "See what would happen" })).toBeDisabled();

  // by keyboard alone
  await list.getByRole("checkbox", { name: /Wonka Chocolate/ }).focus();
  await page.keyboard.press("Space");
  await list.getByRole("checkbox", { name: /Contoso Ltd/ }).focus();
  await page.keyboard.press("Space");
  await expect(page.getByText("2 accounts chosen")).toBeVisible();
  await expect(page).toHaveURL(/account=acc_wonka_bamboohr&account=acc_contoso_lever/);
  await page.reload();
  await expect(page.getByText("2 accounts chosen")).toBeVisible();
  // it became production since the copy was made
  await simulator.changeAccount("acc_contoso_lever", { type: "production" });
  await page.getByRole("button", { name: "See what would happen" }).focus();
  await page.keyboard.press("Enter");

  await expect(page.getByText("1 test account will be deleted · 1 stays")).toBeVisible();
  await expect(rowOf(page, "Contoso Ltd")).toContainText("not of type test");
  await expect(rowOf(page, "Wonka Chocolate")).toContainText("An open auth link edits it");
  const press = page.getByRole("button", { name: "Delete 1 test account" });
  await expect(press).toBeDisabled();
  await expect(press).toHaveAccessibleDescription("Type 1 first.");
  expect(await staff.audit("?action=account.delete")).toEqual([]);

  await page.getByLabel("Type 1 to confirm").focus();
  await page.keyboard.type("1");
  await page.keyboard.press("Enter");
  await expect(progress(page)).toHaveText("Done: 1 deleted");
  await expect(rowOf(page, "Wonka Chocolate")).toContainText("Deleted");
  await expect(rowOf(page, "Contoso Ltd")).toContainText("Stays");
  const ids = (await simulator.state()).accounts.map(({ id }) => id);
  expect(ids).not.toContain("acc_wonka_bamboohr");
  expect(ids).toContain("acc_contoso_lever");

  await rowOf(page, "Wonka Chocolate").getByRole("link").first().click();
  await expect(page.getByText("This account is gone from StackOne")).toBeVisible();
  await expect(page.getByText("deleted it from here")).toBeVisible();
  await page.goto("/audit?action=account.delete");
  await expect(page.getByRole("list", { name: "Entries" })).toContainText(
    "deleted the BambooHR account of Wonka Chocolate",
  );
});

test("where StackOne is in trouble the clean-up stops; what is not known is looked at again; the rest goes on", async ({
  page,
  running,
}) => {
  await page.goto(
    cleanUpOf(
      "acc_stark_salesforce_sandbox",
      "acc_sim_delete_reset_after",
      "acc_sim_delete_reset",
      "acc_contoso_lever",
      "acc_wonka_bamboohr",
    ),
  );
  // somebody is faster
  await expect(page.getByText("5 test accounts will be deleted")).toBeVisible();
  await running.simulator.changeAccount("acc_contoso_lever", { type: "production" });
  await confirm(page, 5);
  await expect(progress(page)).toHaveText("Stopped: 1 deleted · 1 not known · 3 left");
  await expect(page.getByRole("alert")).toContainText(
    "Whether StackOne deleted the account is not known",
  );
  const cut = rowOf(page, "acc_sim_delete_reset_after");
  await expect(cut).toContainText("Not known whether deleted");
  await cut.getByRole("button", { name: "Look again" }).click();
  await expect(progress(page)).toHaveText("Stopped: 2 deleted · 3 left");

  await page.getByRole("button", { name: "Go on: delete 3 test accounts" }).click();
  await expect(progress(page)).toHaveText("Stopped: 2 deleted · 1 not known · 2 left");
  const there = rowOf(page, "Simulator: delete reset · acc_sim_delete_reset");
  await there.last().getByRole("button", { name: "Look again" }).click();
  await expect(there.last()).toContainText("StackOne still had it at");
  await page.getByRole("button", { name: "Go on: delete 2 test accounts" }).click();
  await expect(progress(page)).toHaveText("Done: 3 deleted · 1 refused · 1 not known");
  await expect(rowOf(page, "Contoso Ltd")).toContainText("of type production");

  await there.last().getByRole("link").first().click();
  const notice = page
    .getByRole("alert")
    .filter({ hasText: "not known whether this account was deleted" });
  await notice.getByRole("button", { name: "Look again" }).click();
  await expect(notice).toContainText("StackOne still had it");
  await running.simulator.deleteAccount("acc_sim_delete_reset");
  await page.reload();
  await expect(page.getByText("This account is gone from StackOne")).toBeVisible();
});

test("Stop ends it after the account that is being deleted, and nothing of it is lost", async ({
  page,
  running,
}) => {
  await page.goto(cleanUpOf("acc_sim_delete_slow", "acc_contoso_lever"));
  await confirm(page, 2);
  await expect(rowOf(page, "delete slow")).toContainText("Being deleted");
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(progress(page)).toContainText("Stopping after this one");
  await expect(progress(page)).toHaveText("Stopped: 1 deleted · 1 left");
  expect((await running.simulator.state()).accounts.map(({ id }) => id)).toContain(
    "acc_contoso_lever",
  );
  await page.getByRole("button", { name: "Go on: delete 1 test account" }).click();
  await expect(progress(page)).toHaveText("Done: 2 deleted");
});

test("one account is deleted from its page by typing its owner's name; production has no such button", async ({
  page,
  running,
}) => {
  await page.goto("/accounts/acc_acme_slack");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Slack");
  await expect(page.getByRole("button", { name: "Delete…" })).toHaveCount(0);

  await page.goto("/accounts/acc_stark_salesforce_sandbox");
  await page.getByRole("button", { name: "Delete…" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete this account" });
  const press = dialog.getByRole("button", { name: "Delete account" });
  await expect(dialog).toContainText("it is of type test and will be deleted");
  await expect(press).toHaveAccessibleDescription("Type the owner’s name first.");
  await dialog.getByLabel(/^Type the owner/).fill("Stark");
  await expect(press).toBeDisabled();
  await running.simulator.trouble({
    route: "DELETE /accounts/{id}",
    kind: "server_error",
    times: 1,
  });
  await dialog.getByLabel(/^Type the owner/).fill("Stark Industries");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("It is not known whether it was deleted");
  await press.click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("This account is gone from StackOne")).toBeVisible();
  await expect(page.getByText("deleted it from here")).toBeVisible();

  await page.getByLabel("Your role").selectOption("support");
  await page.goto("/accounts/acc_contoso_lever");
  await expect(page.getByRole("button", { name: "Delete…" })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Delete…" })).toHaveAttribute("title", /may not /);
  await page.goto(cleanUpOf("acc_contoso_lever"));
  await page.getByLabel("Type 1 to confirm").fill("1");
  await expect(
    page.getByRole("button", { name: "Delete 1 test account" }),
  ).toHaveAccessibleDescription(/may not delete test accounts/);
});

test("W16: the clean-up shows the accounts of one's own links on request", async ({
  page,
  running,
}) => {
  const made = await running.staff.createLink({
    ownerId: "wonka",
    provider: "ashby",
    type: "test",
    multiple: true,
    label: "my run",
  });
  const token = new URL(made.authLink).searchParams.get("token") ?? "";
  await running.simulator.act({ token, act: "form", provider: "ashby" });
  await running.staff.act(made.connectSession.id, "check");
  await page.goto("/accounts/clean-up");
  await page.getByRole("combobox", { name: "Created by" }).fill("me");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/createdBy=me/);
  const rows = page.getByRole("list", { name: "Test accounts" }).getByRole("listitem");
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("my run");
});
