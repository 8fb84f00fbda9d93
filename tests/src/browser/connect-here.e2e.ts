import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import type { RunningConsole } from "../running/console.ts";
import { Customer } from "./customer.ts";
import { createLink, expectProgress, openForm, progressRegion } from "./staff-page.ts";
import { expect, test } from "./test.ts";

const hubScript = /\/webcomponent-[^/]+\.js$/;

test.use({ asksStackOne: true });

function hubRegion(page: Page) {
  return page.getByRole("region", { name: "Hub", exact: true });
}

/** Makes a link by script and goes from its page to the Hub as a person would. */
async function connectHere(page: Page, { staff }: RunningConsole, input: object) {
  const made = await staff.createLink(input);
  await page.goto(`/connect-sessions/${made.connectSession.id}`);
  await page.getByRole("button", { name: "Connect here" }).click();
  await expect(page).toHaveURL(new RegExp(`/connect-here/${made.connectSession.id}$`));
  return { ...made, hub: Customer.on(page) };
}

test("a form becomes connected by proof, not by what the Hub says", async ({ page, running }) => {
  const { hub, connectSession } = await connectHere(page, running, {
    ownerId: "cyberdyne",
    provider: "ashby",
    type: "test",
    // the account shows ten seconds late: the Hub is done, StackOne has not said so
    label: "sim:lag",
  });
  await expect(page.getByRole("heading", { name: "Cyberdyne Systems → Ashby" })).toBeVisible();
  await expect(page.getByText("TEST", { exact: true })).toBeVisible();
  await hub.fillForm({ "API key": "a-good-key" });
  await hub.expectSuccess();
  await expect(hubRegion(page)).toContainText(
    "The Hub says it is done; waiting for StackOne’s word.",
  );
  await expect(progressRegion(page)).not.toContainText("Connected");
  await expectProgress(page, "Connected");
  await expect(hubRegion(page)).toContainText("StackOne has the account");
  expect((await running.staff.read(connectSession.id)).account?.type).toBe("test");
  expect((await running.staff.audit()).map(({ action }) => action)).toContain(
    "connect_session.connect_here",
  );
  await hubRegion(page).getByRole("link", { name: "Back to the auth link" }).click();
  await expect(page).toHaveURL(/\/connect-sessions\/[^/]+$/);
  await expect(page.getByRole("button", { name: "Connect here" })).toBeDisabled();
});

test("a sign-in denied, then approved in its window, becomes connected", async ({
  page,
  running,
}) => {
  const { hub } = await connectHere(page, running, { ownerId: "initech", provider: "lever" });
  await hub.signIn("Deny");
  await expectProgress(page, "Sign-in failed");
  await expect(progressRegion(page)).toContainText("access_denied");
  await hub.signIn("Approve");
  await expectProgress(page, "Connected");
  await hub.expectSuccess();
});

test("the Hub's own close leads back to the page of the link", async ({ page, running }) => {
  const { hub, connectSession } = await connectHere(page, running, {
    ownerId: "wonka",
    provider: "slack",
  });
  await hub.signIn("Approve");
  await hub.expectSuccess();
  await hubRegion(page).getByRole("button", { name: "Close", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/connect-sessions/${connectSession.id}$`));
});

test("the token is nowhere but in the document's memory", async ({ page, running }) => {
  const told: string[] = [];
  page.on("request", (request) => told.push(request.url()));
  const { authLink } = await connectHere(page, running, { ownerId: "wonka", provider: "slack" });
  await expect(page.getByRole("button", { name: "Connect", exact: true })).toBeVisible();
  const token = new URL(authLink).searchParams.get("token") ?? "none";
  const kept = await page.evaluate(() =>
    JSON.stringify([
      document.title,
      window.location.href,
      history.state,
      Object.entries(localStorage),
      Object.entries(sessionStorage),
    ]),
  );
  expect([kept, ...told].filter((text) => text.includes(token))).toHaveLength(0);
  const answer = await page.request.get(page.url());
  expect(answer.headers()["cross-origin-opener-policy"]).toBe("same-origin-allow-popups");
  expect((await answer.text()).includes(token)).toBe(false);
});

test("an expired link is said, and re-issued from here", async ({ page, running }) => {
  const { connectSession } = await running.staff.createLink({
    ownerId: "wonka",
    provider: "slack",
    expiresIn: 60,
  });
  await running.passTime(60 + 120);
  await running.staff.act(connectSession.id, "check");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`/connect-here/${connectSession.id}`);
  await expect(hubRegion(page)).toContainText("The link's time has passed");
  expect(asked.filter((url) => hubScript.test(url) || url.endsWith("/connect-here"))).toEqual([]);
  await hubRegion(page).getByRole("button", { name: "Re-issue" }).click();
  await page.getByRole("button", { name: "Re-issue auth link" }).click();
  await expect(page).not.toHaveURL(new RegExp(connectSession.id));
  await expect(page).toHaveURL(/\/connect-here\/[^/]+$/);
  await expect(page.getByRole("button", { name: "Connect", exact: true })).toBeVisible();
});

test("a token that StackOne takes for expired too early is explained, with a new link at hand", async ({
  page,
  running,
}) => {
  await connectHere(page, running, {
    ownerId: "wonka",
    provider: "slack",
    label: "sim:expires-at-once",
  });
  await expect(page.locator("stackone-hub")).toContainText("No configured integrations available.");
  await expect(hubRegion(page)).toContainText("takes it for expired");
  await expect(hubRegion(page).getByRole("button", { name: "Re-issue" })).toBeEnabled();
});

test("a link that ends while the Hub is open takes the Hub away", async ({ page, running }) => {
  const { connectSession } = await connectHere(page, running, {
    ownerId: "wonka",
    provider: "slack",
    expiresIn: 3600,
  });
  await expect(page.getByRole("button", { name: "Connect", exact: true })).toBeVisible();
  await running.passTime(3600 + 120);
  await running.staff.act(connectSession.id, "check");
  await expectProgress(page, "Expired");
  await expect(hubRegion(page)).toContainText("The link's time has passed");
  await expect(page.locator("stackone-hub")).toHaveCount(0);
});

test("a component that does not load is said, and tried again", async ({ page, running }) => {
  await page.route(hubScript, (route) => route.abort(), { times: 1 });
  await connectHere(page, running, { ownerId: "wonka", provider: "slack" });
  await expect(page.getByRole("alert")).toContainText("The Hub could not be opened");
  // no token for a component that is not there
  expect((await running.staff.audit()).map(({ action }) => action)).not.toContain(
    "connect_session.connect_here",
  );
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("button", { name: "Connect", exact: true })).toBeVisible();
});

test("who may not reveal may not connect here", async ({ page, running }) => {
  const { connectSession } = await running.staff.createLink({ ownerId: "acme", provider: "slack" });
  await running.staff.ask("POST", "/api/me/role", { role: "viewer" });
  await page.goto(`/connect-sessions/${connectSession.id}`);
  const button = page.getByRole("button", { name: "Connect here" });
  await expect(button).toBeDisabled();
  await expect(button).toHaveAttribute("title", /viewer may not/);
  await page.goto(`/connect-here/${connectSession.id}`);
  await expect(hubRegion(page)).toContainText("viewer may not");
  await expect(page.locator("stackone-hub")).toHaveCount(0);
});

test("an unknown id is said", async ({ page }) => {
  await page.goto("/connect-here/nothing");
  await expect(page.getByRole("alert")).toContainText("no connect session");
});

test.describe("other pages", () => {
  test.use({ asksStackOne: false });

  test("load nothing of the Hub", async ({ page }) => {
    const [addresses, scripts]: [string[], Promise<string>[]] = [[], []];
    page.on("response", (answer) => {
      addresses.push(answer.url());
      if (answer.request().resourceType() === "script") scripts.push(answer.text());
    });
    await openForm(page, { ownerId: "acme", provider: "hubspot", expiresIn: 3600 });
    await createLink(page, "Creates");
    await expectProgress(page, "Waiting for the customer");
    await page.goto("/connect-sessions");
    await expect(page.getByRole("tab").first()).toBeVisible();
    await page.goto("/nowhere");
    await expect(page.getByRole("heading").first()).toBeVisible();
    expect(addresses.filter((url) => hubScript.test(url))).toEqual([]);
    const texts = await Promise.all(scripts);
    expect(texts.length).toBeGreaterThan(5);
    expect(texts.filter((text) => text.includes("x-hub-session-token"))).toHaveLength(0);
  });
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("axe finds nothing on our part, open and over, and the Hub takes the scheme", async ({
      page,
      running,
    }) => {
      const { connectSession } = await connectHere(page, running, {
        ownerId: "cyberdyne",
        provider: "ashby",
        type: "test",
      });
      await expect(page.getByRole("button", { name: "Connect", exact: true })).toBeVisible();
      await expect(page.locator("stackone-hub")).toHaveAttribute("theme", colorScheme);
      await expectNothingFound(page);
      await running.staff.act(connectSession.id, "void");
      await expect(hubRegion(page)).toContainText("withdrawn");
      await expectNothingFound(page);
    });
  });
}

/** The Hub's inside is StackOne's. */
async function expectNothingFound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude("stackone-hub").analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
}

for (const width of [360, 768, 1440]) {
  test(`nothing is wider than the screen at ${width} pixels`, async ({ page, running }) => {
    await page.setViewportSize({ width, height: 900 });
    await connectHere(page, running, { ownerId: "acme", provider: "bamboohr", multiple: true });
    await expect(page.getByRole("button", { name: "Connect", exact: true })).toBeVisible();
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(beyond).toBe(0);
    const hub = await page.locator("stackone-hub").boundingBox();
    expect((hub?.x ?? 0) + (hub?.width ?? 0)).toBeLessThanOrEqual(width);
  });
}
