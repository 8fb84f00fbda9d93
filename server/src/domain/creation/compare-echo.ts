import type { Problem } from "@connect-console/shared/connect-session";
import type { ConnectSessionRequest, CreatedAtStackOne } from "../ports/stackone.ts";

/** What staff read where a field's name in words would not do. */
const called: { [Field in keyof ConnectSessionRequest]?: string } = {
  connectorProfileId: "connector profile",
  accountId: "account to edit",
};

type Said =
  | ConnectSessionRequest[keyof ConnectSessionRequest]
  | CreatedAtStackOne["echo"][keyof ConnectSessionRequest];

/** Compares the 201's echo with what was sent: another value, or an explicit null, is `echo_differs`; not echoed is not known (docs/rules.md, 11). */
export function echoProblems(
  request: ConnectSessionRequest,
  echo: CreatedAtStackOne["echo"],
): Problem[] {
  const echoed = Object.keys(echo) as (keyof ConnectSessionRequest)[];
  const differing = echoed.filter(
    (field) =>
      request[field] !== undefined &&
      echo[field] !== undefined &&
      text(request[field]) !== text(echo[field]),
  );
  if (differing.length === 0) return [];
  const said = differing.map(
    (field) => `${nameOf(field)}: asked for ${text(request[field])}, got ${text(echo[field])}`,
  );
  return [
    {
      code: "echo_differs",
      message: `Do not send this link. StackOne made it with other values (${said.join("; ")}).`,
    },
  ];
}

/** `ownerId` is "owner id". */
function nameOf(field: keyof ConnectSessionRequest): string {
  return called[field] ?? field.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function text(value: Said): string {
  if (Array.isArray(value)) return value.toSorted().join(", ");
  return typeof value === "object" && value !== null
    ? JSON.stringify(value)
    : String(value ?? "nothing");
}
