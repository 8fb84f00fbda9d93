import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { benchCreationAndReading } from "./creation.ts";
import { benchFirstPage } from "./first-page.ts";
import type { Figures } from "./figures.ts";
import { benchEvents, benchWatchers } from "./live.ts";
import { benchStart } from "./start.ts";

const { values } = parseArgs({ options: { json: { type: "string" } } });
const figures: Figures = {};
for (const bench of [
  benchStart,
  benchFirstPage,
  benchCreationAndReading,
  benchEvents,
  benchWatchers,
]) {
  for (const [name, figure] of Object.entries(await bench())) {
    figures[name] = Math.round(figure * 1000) / 1000;
    console.log(`${name.padEnd(60)} ${figures[name]}`);
  }
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
