import { tokenOf } from "../running/simulator.ts";
import { expectProgress, progressRegion } from "./staff-page.ts";
import { expect, test } from "./test.ts";

/** The sentences under the word, without the timeline. */
const said = async (page: Parameters<typeof progressRegion>[0]) =>
  progressRegion(page).locator("[aria-live]").innerText();

test("W3: a voided link in use says what to wait for, then what to decide, each step once and none in vain", async ({
  page,
  running,
}) => {
  const { connectSession, authLink } = await running.staff.createLink({
    ownerId: "globex",
    provider: "hubspot",
  });
  await running.staff.act(connectSession.id, "void");
  const token = tokenOf(authLink);
  await page.goto(`/connect-sessions/${connectSession.id}`);
  await expectProgress(page, "Void");

  const { attempt } = await running.simulator.act({
    token,
    act: "oauth_start",
    provider: "hubspot",
  });
  await running.staff.act(connectSession.id, "check");
  await expectProgress(page, "Voided, maybe used");
  expect(await said(page)).toContain("shows here within seconds");
  // nothing to answer yet, so nothing asks for an answer
  expect(await said(page)).not.toMatch(/answer here|Find out whether/);
  await expect(progressRegion(page).getByRole("button", { name: /used/ })).toHaveCount(0);
  await expect(progressRegion(page)).not.toContainText("void_link_maybe_used");

  await running.simulator.act({
    token,
    act: "oauth_approve",
    provider: "hubspot",
    attemptId: attempt?.id ?? "",
  });
  await running.staff.act(connectSession.id, "check");
  await expectProgress(page, "Connected, with a problem");
  // every point is as promised: the words must not say that it differs
  await expect(page.getByText("not as promised")).toHaveCount(0);
  expect(await said(page)).not.toContain("Read what differs");
  expect((await said(page)).match(/accept the difference/g)).toHaveLength(1);
  await expect(progressRegion(page)).not.toContainText("void_link_used");
});

test("W3: what only touched the account of a voided link asks whether it was used, with the answers at hand", async ({
  page,
  running,
}) => {
  const { connectSession, authLink } = await running.staff.createLink({
    ownerId: "acme",
    accountId: "acc_acme_bamboohr",
  });
  await running.staff.act(connectSession.id, "void");
  await running.simulator.act({
    token: tokenOf(authLink),
    act: "form",
    provider: "bamboohr",
    credentials: { subdomain: "acme", apiKey: "a-good-key", api_key: "a-good-key" },
  });
  await page.goto(`/connect-sessions/${connectSession.id}`);
  await running.staff.act(connectSession.id, "check");
  await expectProgress(page, "Voided, maybe used");
  expect(
    (await said(page)).match(/whether they used the link|whether the customer used it/g),
  ).toHaveLength(1);
  await progressRegion(page).getByRole("button", { name: "Not used" }).click();
  await expectProgress(page, "Void");
});
