import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { benchCreation, benchCreationFarAway, benchReading } from "./creation.ts";
import { type Figure, lineOf } from "./figures.ts";
import { benchCrashes } from "./crash.ts";
import { benchFirstPage } from "./first-page.ts";
import { benchEvents, benchWatchers } from "./live.ts";
import { benchOwnerScale } from "./owner-scale.ts";
import { benchAccountLists, benchFullPass } from "./scale.ts";
import { benchLedgerScale } from "./ledger-scale.ts";
import { clearStages } from "./stage.ts";
import { benchStart } from "./start.ts";
import { benchWebhooks } from "./webhook.ts";
import { benchWorstTexts } from "./worst-texts.ts";

const benches = {
  "Start, with the simulator": benchStart,
  "First page, gzipped": benchFirstPage,
  "Creating an auth link; bare: node:http, the same two StackOne calls, nothing stored":
    benchCreation,
  "Creating an auth link where StackOne takes 50 ms an answer; bare: as above":
    benchCreationFarAway,
  "Reading a connect session; bare: node:http, a static answer of the same bytes": benchReading,
  "An attempt changes at StackOne, the event is in the stream": benchEvents,
  "Requests to StackOne for one watched row": benchWatchers,
  "The ledger at 1,000 and 100,000 connect sessions": benchLedgerScale,
  "A webhook comes, the changed row is in the stream": benchWebhooks,
  "An owner with 10 and with 10,000 accounts": benchOwnerScale,
  "Lists, filters and searches of accounts, one after the other": benchAccountLists,
  "What reads foreign text: the worst of 16,000 letters": benchWorstTexts,
  "A full pass over 100,000 accounts, with the preset budget": benchFullPass,
  "Killed 300 times at random moments with presses in flight": benchCrashes,
} satisfies Record<string, () => Promise<Figure[]>>;

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void clearStages().finally(() => process.exit(1)));

const { values } = parseArgs({ options: { json: { type: "string" }, only: { type: "string" } } });
const measured: Record<string, Figure[]> = {};
try {
  for (const [title, bench] of Object.entries(benches)) {
    if (!title.toLowerCase().includes(values.only?.toLowerCase() ?? "")) continue;
    console.log(title);
    const figures = await bench();
    measured[title] = figures;
    for (const figure of figures) console.log(lineOf(figure));
  }
  if (values.json !== undefined)
    writeFileSync(values.json, `${JSON.stringify(measured, null, 2)}\n`);
} catch (error) {
  console.error(error instanceof Error ? error.message : "The bench failed.");
  process.exitCode = 1;
}
