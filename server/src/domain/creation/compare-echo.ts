import type { Problem } from "@connect-console/shared/connect-session";
import type { ConnectSessionRequest, CreatedAtStackOne } from "../ports/stackone.ts";

/** Compares the 201's echo with what was sent: another value, or an explicit null, is `echo_differs`; not echoed is not known (docs/rules.md, 11). */
export function echoProblems(
  request: ConnectSessionRequest,
  echo: CreatedAtStackOne["echo"],
): Problem[] {
  const points: [string, string | string[] | undefined, string | string[] | null | undefined][] = [
    ["owner id", request.origin_owner_id, echo.ownerId],
    ["owner name", request.origin_owner_name, echo.ownerName],
    ["provider", request.provider, echo.provider],
    ["categories", request.categories, echo.categories],
    ["connector profile", request.connector_profile_id, echo.connectorProfileId],
    ["account to edit", request.account_id, echo.accountId],
    ["label", request.label, echo.label],
    ["username", request.origin_username, echo.username],
    ["type", request.type, echo.type],
  ];
  const differing = points.filter(
    ([, sent, back]) => sent !== undefined && back !== undefined && text(sent) !== text(back),
  );
  if (differing.length === 0) return [];
  const said = differing.map(
    ([point, sent, back]) => `${point}: asked for ${text(sent)}, got ${text(back)}`,
  );
  return [
    {
      code: "echo_differs",
      message: `Do not send this link. StackOne made it with other values (${said.join("; ")}).`,
    },
  ];
}

function text(value: string | string[] | null | undefined): string {
  if (Array.isArray(value)) return value.toSorted().join(", ");
  return value ?? "nothing";
}
