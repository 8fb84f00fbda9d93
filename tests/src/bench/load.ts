import { randomUUID } from "node:crypto";
import autocannon from "autocannon";
import { type Figure, figure, median } from "./figures.ts";

interface Request {
  url: string;
  /** a POST with these bodies in turn; without them a GET */
  bodies?: object[];
}

interface Load {
  perSecond: number;
  p50: number;
  p99: number;
}

/** Asks as fast as it answers, over `connections`, for `seconds`; each request with a new idempotency key. Throws where one answer is not 2xx. */
async function load(
  { url, bodies }: Request,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Load> {
  let sent = 0;
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: [
      {
        method: bodies === undefined ? "GET" : "POST",
        setupRequest: (request) => ({
          ...request,
          ...(bodies && { body: JSON.stringify(bodies[sent++ % bodies.length]) }),
          headers: {
            ...request.headers,
            "content-type": "application/json",
            "idempotency-key": randomUUID(),
          },
        }),
      },
    ],
  });
  const failed = result.non2xx + result.errors;
  if (failed > 0 || result["2xx"] === 0)
    throw new Error(
      `${new URL(url).pathname} was to answer 2xx: ${result["2xx"]} did, ${failed} did not.`,
    );
  const { p50, p99 } = result.latency;
  return { perSecond: result["2xx"] / result.duration, p50, p99 };
}

/**
 * Loads both in short rounds, in turns and each first in every second round, so that the machine's noise meets both alike.
 * Figures are medians of the rounds; the last one is console / bare of the requests a second.
 */
export async function compareLoads(
  subjects: { bare: Request; console: Request },
  how: { rounds: number; seconds: number; connections: number },
): Promise<[...Figure[], Figure]> {
  const loads = { bare: [] as Load[], console: [] as Load[] };
  for (const name of ["bare", "console"] as const)
    await load(subjects[name], { ...how, seconds: 2 });
  for (let round = 0; round < how.rounds; round++) {
    const order = round % 2 === 0 ? (["bare", "console"] as const) : (["console", "bare"] as const);
    for (const name of order) loads[name].push(await load(subjects[name], how));
  }
  const middle = (name: keyof typeof loads, what: keyof Load): number =>
    median(loads[name].map((one) => one[what]));
  const figuresOf = (name: keyof typeof loads): Figure[] => [
    figure(name, middle(name, "perSecond"), "requests/s"),
    figure(`${name}, p50`, middle(name, "p50"), "ms"),
    figure(`${name}, p99`, middle(name, "p99"), "ms"),
  ];
  const ratio = middle("console", "perSecond") / middle("bare", "perSecond");
  return [...figuresOf("bare"), ...figuresOf("console"), figure("console / bare", ratio, "times")];
}
