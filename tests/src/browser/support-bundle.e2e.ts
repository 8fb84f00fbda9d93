import { tokenOf } from "../running/simulator.ts";
import { expectProgress } from "./staff-page.ts";
import { expect, test } from "./test.ts";

test("the support bundle and the JSON for QA say what happened, without link, token or names", async ({
  page,
  context,
  running,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { connectSession, authLink } = await running.staff.createLink({
    ownerId: "initech",
    provider: "lever",
    metadata: { ticket: "SUP-7" },
  });
  const token = tokenOf(authLink);
  await page.goto(`/connect-sessions/${connectSession.id}`);
  const { attempt } = await running.simulator.act({ token, act: "oauth_start", provider: "lever" });
  await running.simulator.act({
    token,
    act: "oauth_deny",
    provider: "lever",
    ...(attempt && { attemptId: attempt.id }),
  });
  await expectProgress(page, "Sign-in failed");
  await page.getByRole("button", { name: "Copy support bundle" }).click();
  await expect(page.getByText("The bundle is on the clipboard.")).toBeVisible();
  const bundle = await page.evaluate(() => navigator.clipboard.readText());
  expect(bundle).toContain(`Connect session: ${connectSession.id}`);
  expect(bundle).toContain("Attempt's error: access_denied");
  expect(bundle).toMatch(/connect_session\.create done, request \S+/);
  expect(bundle).toContain("Owner: Initech (initech)");

  await page.getByText("Request and StackOne’s answers (JSON)").click();
  const json = page.getByRole("region", { name: "Request and answers" });
  await expect(json).toContainText('"ticket": "SUP-7"');
  await expect(json).toContainText('"token": "[masked]"');
  await expect(json).toContainText('"provider": "lever"');
  for (const text of [bundle, (await json.textContent()) ?? ""]) {
    expect(text.includes(token)).toBe(false);
    expect(text.includes(authLink)).toBe(false);
    expect(text).not.toContain(connectSession.createdBy.name);
  }
});
