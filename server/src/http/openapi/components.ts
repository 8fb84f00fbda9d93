import * as account from "@connect-console/shared/account";
import * as accountDeletion from "@connect-console/shared/account-deletion";
import * as apiError from "@connect-console/shared/api-error";
import * as audit from "@connect-console/shared/audit";
import * as connectSession from "@connect-console/shared/connect-session";
import * as find from "@connect-console/shared/find";
import * as handOver from "@connect-console/shared/hand-over";
import * as note from "@connect-console/shared/note";
import * as notification from "@connect-console/shared/notification";
import * as outcome from "@connect-console/shared/outcome";
import * as owner from "@connect-console/shared/owner";
import * as provider from "@connect-console/shared/provider";
import * as settings from "@connect-console/shared/settings";
import * as stackoneCheck from "@connect-console/shared/stackone-check";
import * as stackoneState from "@connect-console/shared/stackone-state";
import * as staff from "@connect-console/shared/staff";
import * as supportBundle from "@connect-console/shared/support-bundle";
import * as z from "zod";

const modules = [
  account,
  accountDeletion,
  apiError,
  audit,
  connectSession,
  find,
  handOver,
  note,
  notification,
  outcome,
  owner,
  provider,
  settings,
  stackoneCheck,
  stackoneState,
  staff,
  supportBundle,
];

/** The shared schemas of objects and of lists of words, by the names that they have in `shared`. */
export const namedSchemas: Record<string, z.core.$ZodType> = Object.fromEntries(
  modules.flatMap((module) => Object.entries(module).filter(([, value]) => isNamed(value))),
);

function isNamed(value: unknown): value is z.core.$ZodType {
  return value instanceof z.core.$ZodObject || value instanceof z.core.$ZodEnum;
}
