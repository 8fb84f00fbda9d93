import { type BrowserContext, expect, type Page } from "@playwright/test";

type Answer = "Approve" | "Deny" | "Approve slowly" | "Walk away";

/** The customer: opens the auth link in a browser of their own and meets the real Hub. */
export class Customer {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(context: BrowserContext, authLink: string): Promise<Customer> {
    const page = await context.newPage();
    await page.goto(authLink);
    return new Customer(page);
  }

  /** On a page that shows the Hub already. */
  static on(page: Page): Customer {
    return new Customer(page);
  }

  /** Picks a provider where the link leaves the choice. */
  async pick(provider: string): Promise<void> {
    await this.page.getByText(provider, { exact: true }).first().click();
  }

  /** Fills the credentials form and sends it. In an edit a stored secret is opened by the Hub's own Edit button first. */
  async fillForm(fields: Record<string, string>): Promise<void> {
    for (const [label, value] of Object.entries(fields)) {
      const field = this.page.getByLabel(label).first();
      await field.waitFor();
      if (!(await field.isEditable()))
        await this.page.getByRole("button", { name: "Edit", exact: true }).first().click();
      await field.fill(value);
    }
    await this.connect();
  }

  async connect(): Promise<void> {
    await this.page.getByRole("button", { name: "Connect", exact: true }).click();
  }

  /** Starts the sign-in; gives the way to answer the consent page in its pop-up. */
  async beginSignIn(): Promise<(answer: Answer) => Promise<void>> {
    const popup = this.page.waitForEvent("popup");
    await this.connect();
    const consent = await popup;
    return (answer) => consent.getByRole("button", { name: answer, exact: true }).click();
  }

  async signIn(answer: Answer): Promise<void> {
    await (
      await this.beginSignIn()
    )(answer);
  }

  async expectSuccess(): Promise<void> {
    await expect(this.page.getByText("Connection Successful").first()).toBeVisible({
      timeout: 20_000,
    });
  }
}
