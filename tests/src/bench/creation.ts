import { atLeast, type Figure } from "./figures.ts";
import { compareLoads } from "./load.ts";
import { onStage, type Stage } from "./stage.ts";

const choice = {
  ownerId: "acme",
  provider: "hubspot",
  multiple: true,
  label: "bench",
  expiresIn: 3600,
};
const bareChoice = { ...choice, ownerName: "Acme Inc" };
/** Links go to many customers; hundreds of open ones for one owner would be no workday. */
const owners = Array.from({ length: 500 }, (_, index) => `bench-${index}`);

/** Creation beside a bare server that makes the same two calls to StackOne and keeps nothing; a StackOne that answers at once. */
export function benchCreation(): Promise<Figure[]> {
  return onStage(async (stage) => {
    const figures = await compareCreation(stage);
    return figures.map((one) => (one.unit === "times" ? atLeast(0.6, one) : one));
  });
}

/** The same where each answer of StackOne takes as long as one over the internet. */
export function benchCreationFarAway(): Promise<Figure[]> {
  return onStage(async (stage) =>
    compareCreation(stage, () =>
      stage.simulator.trouble({ route: "*", kind: "slow", seconds: 0.05 }),
    ),
  );
}

async function compareCreation(
  stage: Stage,
  begin: () => Promise<unknown> = async () => {},
): Promise<Figure[]> {
  const bare = await stage.startBare("{}");
  await insistOnSameCalls(stage, bare.url);
  for (const id of owners) await stage.staff.ask("POST", "/api/owners", { id, name: id });
  const subjects = {
    bare: {
      url: bare.url,
      bodies: owners.map((id) => ({ ...bareChoice, ownerId: id, ownerName: id })),
    },
    console: {
      url: `${stage.url}/api/connect-sessions`,
      bodies: owners.map((id) => ({ ...choice, ownerId: id })),
    },
  };
  await begin();
  return compareLoads(subjects, { rounds: 7, seconds: 2, connections: 8 });
}

/** Reading a row with its timeline beside a static answer of the same bytes. */
export function benchReading(): Promise<Figure[]> {
  return onStage(async (stage) => {
    const { connectSession } = await stage.staff.createLink(choice);
    const bare = await stage.startBare(JSON.stringify(await stage.staff.read(connectSession.id)));
    const subjects = {
      bare: { url: bare.url },
      console: { url: `${stage.url}/api/connect-sessions/${connectSession.id}` },
    };
    return compareLoads(subjects, { rounds: 5, seconds: 2, connections: 8 });
  });
}

/** A comparison with a server that asks less, or asks for something else, would say nothing. */
async function insistOnSameCalls({ staff, simulator }: Stage, bare: string): Promise<void> {
  const callsOf = async (create: () => Promise<unknown>): Promise<string> => {
    await simulator.forgetRequests();
    await create();
    const { items } = await simulator.requests();
    return items.map(({ method, path, query }) => `${method} ${path}?${query}`).join(", ");
  };
  // the first one reads the providers, which are kept for a minute
  await staff.createLink(choice);
  const ofConsole = await callsOf(() => staff.createLink(choice));
  const ofBare = await callsOf(() =>
    fetch(bare, { method: "POST", body: JSON.stringify(bareChoice) }),
  );
  if (ofConsole !== ofBare)
    throw new Error(`The bare server asks StackOne ${ofBare}; the console ${ofConsole}.`);
}
