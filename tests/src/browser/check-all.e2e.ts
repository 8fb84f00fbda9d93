import { tokenOf } from "../running/simulator.ts";
import { progressRegion } from "./staff-page.ts";
import { expect, test } from "./test.ts";

test("W5: Check all asks about every link that is shown, at once", async ({ page, running }) => {
  await running.simulator.webhooks({ trouble: ["lost"] });
  const links = [
    await running.staff.createLink({ ownerId: "wonka", provider: "ashby" }),
    await running.staff.createLink({ ownerId: "stark", provider: "ashby" }),
  ];
  await page.goto("/connect-sessions");
  const rows = page.getByRole("tabpanel").getByRole("listitem");
  await expect(rows).toHaveText([/Stark/, /Wonka/]);
  for (const { authLink } of links)
    await running.simulator.act({ token: tokenOf(authLink), act: "form" });
  await page.getByRole("button", { name: "Check all" }).click();
  await expect(page.getByRole("tab", { name: /Connected/ })).toContainText("2");
  await page.goto(`/connect-sessions/${links[0]?.connectSession.id}`);
  await expect(progressRegion(page).getByText("Connected", { exact: true }).first()).toBeVisible();
  // what was noticed within the minute has one time
  await expect(progressRegion(page)).not.toContainText(/between (.+) and \1/);
});
