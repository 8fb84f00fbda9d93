import type { SupportBundle } from "@connect-console/shared/support-bundle";

/** The bundle as text for a ticket: what matters first, then what happened, then the exchange as JSON. Times are UTC. */
export function supportText(bundle: SupportBundle): string {
  const { connectSession: row, stackone, versions, exchange, timeline, acts } = bundle;
  const { attempt, account, request } = exchange;
  const facts: [string, string | null | undefined][] = [
    ["Connect session", row.id],
    ["At StackOne", row.stackoneId],
    ["StackOne", `${stackone.host}${stackone.projectId ? `, project ${stackone.projectId}` : ""}`],
    ["Owner", `${textOf(request["origin_owner_name"])} (${textOf(request["origin_owner_id"])})`],
    ["Outcome", row.outcome.sentence],
    ["Progress", row.progress],
    ["Problems", row.problems.map(({ code, message }) => `${code}: ${message}`).join(" ")],
    ["Attempt", attempt && `${attempt.id}, ${attempt.status}`],
    ["Attempt's error", attempt?.errorCode],
    ["Attempt's text", attempt?.errorDescription],
    ["Account", account && `${account.id}, ${account.status}`],
    ["Type", row.type],
    ["Created", row.createdAt],
    ["Expires", row.expiresAt],
    ["Last checked", row.lastCheckedAt],
    ["Takes the place of", row.supersedes],
    ["Re-issued as", row.supersededBy],
    ["Console", `${versions.console}, row version ${row.version}, Node ${versions.node}`],
  ];
  return [
    ...facts.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : [])),
    "",
    "Result check:",
    ...row.checks.map(
      ({ point, result, promised, actual }) =>
        `- ${point}: ${result}, promised ${promised ?? "–"}, linked ${actual ?? "–"}`,
    ),
    "",
    "Timeline, newest first:",
    ...timeline.map(
      ({ at, progress, evidence, code, text }) =>
        `- ${at} ${progress} (${[evidence, code].filter(Boolean).join(", ")}) ${text}`,
    ),
    "",
    "Acts, newest first:",
    ...acts.map(
      ({ at, action, outcome, requestId }) => `- ${at} ${action} ${outcome}, request ${requestId}`,
    ),
    "",
    "Request and StackOne's answers:",
    JSON.stringify(exchange, null, 2),
  ].join("\n");
}

const textOf = (value: unknown) => (typeof value === "string" ? value : "–");
