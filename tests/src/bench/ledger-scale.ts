import { DatabaseSync } from "node:sqlite";
import { atMost, type Figure, figure, percentile } from "./figures.ts";
import { onStage, type Stage } from "./stage.ts";

const sizes = { small: 1_000, large: 100_000 };
const asks = 60;
/** a label as people give them: one of 997, unlike each other */
const labelFactor = 4_304_933;
const labelOf = (n: number) => (n * labelFactor).toString(16).padStart(8, "0");

/** What staff ask the list for, a press or a text typed each. Where 1,000 rows would not fill a page, a limit keeps the answers equally long at both sizes. */
const questions: Record<string, string> = {
  "the tab waiting": "?tab=waiting",
  "the tab over": "?tab=over",
  "no filter": "",
  "one owner": "?ownerId=owner-7",
  "one provider": "?tab=connected&provider=provider-3",
  "one type": "?tab=over&type=test",
  "one progress": "?progress=stalled&limit=5",
  "one staff member": "?tab=waiting&createdBy=staff-5&limit=1",
  "what one person has": "?tab=waiting&holder=staff-5&limit=1",
  "four filters": "?tab=connected&provider=provider-3&type=production&createdBy=staff-0&limit=1",
  "a text of few rows": `?tab=connected&q=${labelOf(99)}&limit=1`,
  "a text of many rows": "?tab=over&q=owner",
  "a text of many rows, few of them open": "?tab=attention&q=corporation",
  "two letters": "?tab=connected&q=co",
  "a text of no row": "?q=nothingofthiskind",
};

/** The p95 of every list, filter and search at 1,000 connect sessions and at 100,000. */
export async function benchLedgerScale(): Promise<Figure[]> {
  const small = await onStage((stage) => measureAll(stage, sizes.small));
  const large = await onStage((stage) => measureAll(stage, sizes.large));
  return [...large].flatMap(([name, value]) => {
    const before = small.get(name) ?? 0;
    return [
      figure(`${name}, 1,000, p95`, before, "ms"),
      figure(`${name}, 100,000, p95`, value, "ms"),
      atMost(2, figure(`${name}, 100,000 / 1,000`, value / before, "times")),
    ];
  });
}

async function measureAll(stage: Stage, rows: number): Promise<Map<string, number>> {
  await stage.staff.createLink({ ownerId: "acme", provider: "ashby" });
  seed(stage.storeFile, rows);
  // seeding keeps this process busy, and the connection from before it may have ended meanwhile
  await stage.staff.audit().catch(() => null);
  const measured = new Map<string, number>();
  for (const [name, query] of Object.entries(questions))
    measured.set(name, await p95(`${stage.url}/api/connect-sessions${query}`));
  const cursor = await deepCursor(stage.url);
  measured.set("ten pages deep", await p95(`${stage.url}/api/connect-sessions?cursor=${cursor}`));
  return measured;
}

async function p95(url: string): Promise<number> {
  const times: number[] = [];
  for (let asked = -10; asked < asks; asked++) {
    const begun = performance.now();
    const answer = await fetch(url);
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`The list answered ${answer.status}: ${text}`);
    if (asked >= 0) times.push(performance.now() - begun);
  }
  return percentile(times, 0.95);
}

async function deepCursor(url: string): Promise<string> {
  let cursor = "";
  for (let page = 0; page < 10; page++) {
    const query = cursor === "" ? "" : `&cursor=${cursor}`;
    const answer = await fetch(`${url}/api/connect-sessions?limit=50${query}`);
    const { nextCursor } = (await answer.json()) as { nextCursor: string | null };
    if (nextCursor === null) throw new Error("The list is too short.");
    cursor = nextCursor;
  }
  return cursor;
}

/**
 * Multiplies the one row that the console wrote, in its own file: 3 % wait, 1 % are stalled, the rest is over or connected; 500 owners (or one for
 * every 20 rows), 20 providers, 20 staff members. The store's own triggers index and count them.
 */
function seed(file: string, rows: number): void {
  const db = new DatabaseSync(file);
  try {
    db.exec("pragma busy_timeout = 10000");
    const columns = db
      .prepare("select name from pragma_table_info('connect_sessions')")
      .all()
      .map(({ name }) => String(name));
    const other: Record<string, string> = {
      id: "printf('seed-%08d', n)",
      number: "1000000 + n",
      lineage_id: "printf('seed-%08d', n)",
      owner_id: `'owner-' || (n % ${Math.max(rows / 200, 50)})`,
      owner_name: "'Corporation ' || (n % 500)",
      provider: "'provider-' || (n % 20)",
      type: "case when n % 7 = 0 then 'test' else 'production' end",
      created_by_id: "'staff-' || (n / 7 % 20)",
      // one in five was handed to the next colleague
      holder_id: "'staff-' || ((n / 7 + (n % 5 = 0)) % 20)",
      created_at: "created_at + n",
      queue: "case when n % 100 < 4 then 'open' when n % 100 < 70 then 'connected' else 'over' end",
      progress:
        "case when n % 100 < 3 then 'waiting' when n % 100 < 4 then 'stalled' when n % 100 < 70 then 'connected' else 'expired' end",
      search: `'  seed-' || n || '  owner-' || (n % ${Math.max(rows / 200, 50)}) || '  corporation  ' || printf('%08x', (n % 997) * ${labelFactor})`,
      next_look_at: "null",
      stackone_id: "null",
    };
    const values = columns.map((name) => other[name] ?? name);
    db.exec(`insert into connect_sessions (${columns.join(", ")})
      with recursive counted (n) as (select 1 union all select n + 1 from counted where n < ${rows - 1})
      select ${values.join(", ")} from counted, (select * from connect_sessions limit 1)`);
  } finally {
    db.close();
  }
}
