import { signInAs, test, withCookiesOf } from "./sign-in-test.ts";
import { expect } from "./test.ts";

test("A7: an open page that nobody touches ends after an hour, whatever its timers ask; a press puts the end off", async ({
  page,
  running,
}) => {
  const asked: string[] = [];
  const renewed: string[] = [];
  page.on("response", async (response) => {
    const path = new URL(response.url()).pathname;
    if (!path.startsWith("/api/")) return;
    asked.push(path);
    const headers = await response.allHeaders().catch(() => null);
    if (headers?.["set-cookie"]) renewed.push(path);
  });
  await page.clock.install();
  await signInAs(page, "Una Admin", "/accounts");
  const dialog = page.getByRole("dialog", { name: "Your sign-in has ended" });
  /** Lets the page's own timers run, and the console's clock with them. */
  const letPass = async (minutes: number): Promise<void> => {
    for (let passed = 0; passed < minutes; passed += 1) {
      await running.passTime(60);
      const before = asked.length;
      await page.clock.runFor(60_000);
      await expect.poll(() => asked.length).toBeGreaterThan(before);
    }
  };
  asked.length = 0;
  await letPass(57);
  expect(renewed).toEqual([]);
  for (const path of ["/api/connect-sessions", "/api/accounts", "/api/stackone"])
    expect(asked).toContain(path);
  await expect(dialog).toBeHidden();

  // a key says that somebody is there, whatever it does
  await page.keyboard.press("Shift");
  await letPass(5);
  await expect(dialog).toBeHidden();
  expect(renewed).toHaveLength(1);
  await letPass(54);
  await expect(dialog).toBeHidden();
  await running.passTime(300);
  await page.clock.runFor(60_000);
  await expect(dialog).toBeVisible();
  expect(renewed).toHaveLength(1);
});

test.describe("with the Hub", () => {
  test.use({ asksStackOne: true });

  test("F8: the end of a sign-in is said on the page Connect here too, by itself", async ({
    page,
    running,
  }) => {
    await signInAs(page, "Una Admin");
    const staff = await withCookiesOf(page, running.url);
    const { connectSession } = await staff.createLink({ ownerId: "acme", provider: "hubspot" });
    const path = `/connect-here/${connectSession.id}`;
    await page.goto(path);
    await expect(page.getByRole("region", { name: "Progress" })).toBeVisible();
    await running.passTime(3601);
    const dialog = page.getByRole("dialog", { name: "Your sign-in has ended" });
    await expect(dialog).toBeVisible({ timeout: 60_000 });
    await dialog.getByRole("button", { name: "Sign in again" }).click();
    await expect(page.getByRole("region", { name: "Progress" })).toBeVisible();
    await expect(page).toHaveURL(running.url + path);
  });
});
