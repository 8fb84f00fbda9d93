import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { Customer } from "./customer.ts";
import { createLink, expectProgress, openForm, progressRegion } from "./staff-page.ts";
import { expect, test } from "./test.ts";

function search(page: Page) {
  return page.getByRole("dialog", { name: "What does the customer see?" });
}

test("a failed sign-in says its cause, who must act, and a reply to copy", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openForm(page, { ownerId: "initech", provider: "lever", expiresIn: 3600 });
  const customer = await Customer.open(context, await createLink(page, "Creates"));
  await customer.signIn("Deny");
  await expectProgress(page, "Sign-in failed");
  await expect(progressRegion(page)).toContainText("access_denied");
  await expect(progressRegion(page)).toContainText("Who must act: The customer");
  await page.bringToFront();
  await page.getByRole("button", { name: "Copy reply" }).click();
  await expect(page.getByText("The reply is on the clipboard.")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(
    "access was not approved in Lever",
  );
});

test("from anywhere: a text that a customer sees leads to cause and next step, by keyboard", async ({
  page,
}) => {
  await page.goto("/connect-sessions");
  const opener = page.getByRole("navigation").getByRole("button", {
    name: "What does the customer see?",
  });
  await opener.focus();
  await page.keyboard.press("Enter");
  const field = search(page).getByLabel("Text, code or words");
  await expect(field).toBeFocused();
  await expect(search(page)).toContainText("Everything that is known");
  await page.keyboard.type("Hi, it only says: No configured integrations available!");
  const first = search(page).getByRole("group").first();
  await expect(first).toContainText("“No configured integrations available.”");
  await expect(first).toContainText("The link's time has passed");
  await expect(first.getByRole("button", { name: "Copy reply" })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await field.fill("AADSTS90094: The grant requires admin permission.");
  await expect(first).toContainText("Who must act: The customer's administrator");
  await field.fill("qwertz uiop");
  await expect(search(page)).toContainText("The console does not know this.");
  await expect(search(page).getByRole("group")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(search(page)).toBeHidden();
  await expect(opener).toBeFocused();
});

test("W6: opened from a link with days left, it never says that the link has expired", async ({
  page,
  running,
}) => {
  const { connectSession } = await running.staff.createLink({
    ownerId: "acme",
    provider: "ashby",
    expiresIn: 6 * 24 * 3600,
  });
  await page.goto(`/connect-sessions/${connectSession.id}`);
  await progressRegion(page).getByRole("button", { name: "What does the customer see?" }).click();
  await expect(search(page)).toContainText("About this link, which works until");
  await search(page)
    .getByLabel("Text, code or words")
    .fill("No configured integrations available.");
  const first = search(page).getByRole("group").first();
  await expect(first).toContainText("so it has not expired");
  await expect(first).not.toContainText("The link has expired");
  await search(page).getByLabel("Text, code or words").fill("access_denied AADSTS900945");
  await expect(first).toContainText("Who must act: Not known yet");
  await expect(first.getByRole("link")).toHaveAttribute(
    "href",
    "https://login.microsoftonline.com/error?code=900945",
  );
  await expect(first.getByRole("button", { name: "Copy reply" })).toHaveCount(0);
});

test("what is pasted with a link in it goes nowhere", async ({ page, running }) => {
  const { connectSession, authLink } = await running.staff.createLink({
    ownerId: "acme",
    provider: "ashby",
  });
  const asked: string[] = [];
  page.on("request", (request) => asked.push(`${request.url()} ${request.postData() ?? ""}`));
  await page.goto(`/connect-sessions/${connectSession.id}`);
  await progressRegion(page).getByRole("button", { name: "What does the customer see?" }).click();
  await search(page).getByLabel("Text, code or words").fill(`${authLink} says Popup blocked`);
  await expect(search(page).getByRole("group").first()).toContainText("Popup blocked");
  const token = new URL(authLink).searchParams.get("token") ?? "none";
  const kept = await page.evaluate(() =>
    JSON.stringify([document.title, location.href, history.state, Object.entries(localStorage)]),
  );
  expect([kept, ...asked].filter((text) => text.includes(token))).toHaveLength(0);
});
