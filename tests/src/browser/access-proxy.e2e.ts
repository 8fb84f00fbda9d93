import type { Page } from "@playwright/test";
import { type AccessProxy, type AtItsEnd, startAccessProxy } from "../running/access-proxy.ts";
import { expect, test as base } from "./test.ts";

/** A console behind a proxy that signs people in. */
const test = base.extend<{ atItsEnd: AtItsEnd; access: AccessProxy }>({
  atItsEnd: ["leads away", { option: true }],
  access: async ({ atItsEnd }, use) => {
    const access = await startAccessProxy(atItsEnd);
    await use(access);
    await access.stop();
  },
  environment: async ({ access }, use) => use(access.environment),
  visits: async ({ access }, use) => use([access.signInUrl]),
});

/** The page has what it needs to say that the sign-in ended, before nothing can be loaded any more. */
async function signInEndedIsLoaded(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(() =>
        performance
          .getEntriesByType("resource")
          .some(({ name }) => name.includes("/assets/sign-in-ended-") && name.endsWith(".js")),
      ),
    )
    .toBe(true);
}

const dialogOf = (page: Page) => page.getByRole("dialog", { name: "Your sign-in has ended" });

/** What asks the server, or loads a part of the page. */
const acts: [name: string, act: (page: Page) => Promise<void>][] = [
  ["a preview", (page) => page.getByRole("combobox", { name: "Owner" }).fill("acme")],
  [
    "a page that is loaded on demand",
    (page) =>
      page
        .getByRole("navigation", { name: "Pages" })
        .getByRole("link", { name: /Owners/ })
        .click(),
  ],
  ["a part that is loaded on demand", (page) => page.keyboard.press("Control+k")],
];

for (const atItsEnd of ["leads away", "says 401 to scripts"] as const)
  test.describe(`a proxy that ${atItsEnd}`, () => {
    test.use({ atItsEnd, mayComplain: true });
    for (const [name, act] of acts)
      test(`F8: the end of its session is said like any other, by ${name}`, async ({
        page,
        access,
      }) => {
        await page.goto("/?ownerId=acme");
        await expect(page.getByText("Una Admin · Admin")).toBeVisible();
        await expect(page.getByRole("region", { name: "What this link will do" })).toBeVisible();
        await signInEndedIsLoaded(page);
        access.endSession();
        await act(page);
        await expect(dialogOf(page)).toBeVisible();
        await dialogOf(page).getByRole("button", { name: "Sign in again" }).click();
        await expect(page).toHaveURL(new RegExp(`^${access.signInUrl}/`));
        await page.getByRole("button", { name: "Sign in at the proxy" }).click();
        await expect(page.getByText("Una Admin · Admin")).toBeVisible();
        expect(page.url().startsWith(access.url)).toBe(true);
      });
  });
