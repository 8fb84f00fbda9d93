import { AuditActors, AuditPage } from "@connect-console/shared/audit";
import { RevealedAuthLink } from "@connect-console/shared/connect-session";
import { Found } from "@connect-console/shared/find";
import { NotificationCount, NotificationPage } from "@connect-console/shared/notification";
import { ProviderList } from "@connect-console/shared/provider";
import { Settings, TestMessage } from "@connect-console/shared/settings";
import { StackOneCheck } from "@connect-console/shared/stackone-check";
import { MagicWords, StackOneState } from "@connect-console/shared/stackone-state";
import { Colleagues, Me } from "@connect-console/shared/staff";
import * as z from "zod";
import type { Operations } from "./operation.ts";

/** You, your colleagues, what you are notified of, and what the console knows about itself and StackOne. */
export const consoleOperations = {
  "GET /api/openapi.json": {
    operationId: "describeInterface",
    summary: "Read this document",
    asks: "role",
    answer: z.record(z.string(), z.unknown()),
  },
  "GET /api/me": {
    operationId: "readMe",
    summary: "Read who you are and what you may do",
    asks: "role",
    answer: Me,
  },
  "POST /api/me/role": {
    operationId: "switchRole",
    summary: "Switch your role, with local sign-in only",
    asks: "role",
    answer: Me,
  },
  "GET /api/staff": {
    operationId: "listColleagues",
    summary: "List your colleagues",
    asks: "connect_session.read",
    answer: Colleagues,
  },
  "GET /api/providers": {
    operationId: "listProviders",
    summary: "List the providers with their connector profiles",
    asks: "connect_session.read",
    answer: ProviderList,
  },
  "POST /api/find": {
    operationId: "find",
    summary: "Find links, accounts and owners by an ID, a name or a pasted auth link",
    asks: "connect_session.read",
    answer: Found,
  },
  "GET /api/live": {
    operationId: "watch",
    summary: "Watch all changes; events are `snapshot`, `change`, `notifications` and `heartbeat`",
    asks: "connect_session.read",
    answer: "text/event-stream",
  },
  "GET /api/audit": {
    operationId: "listAudit",
    summary: "List the audit log, the newest entry first",
    asks: "audit.read",
    answer: AuditPage,
  },
  "GET /api/audit/actors": {
    operationId: "listAuditActors",
    summary: "List the people in the audit log",
    asks: "audit.read",
    answer: AuditActors,
  },
  "GET /api/audit/export.csv": {
    operationId: "exportAudit",
    summary: "Export the audit log as CSV",
    asks: "audit.export",
    answer: "text/csv",
  },
  "GET /api/notifications": {
    operationId: "listNotifications",
    summary: "List your notifications, the newest first",
    asks: "role",
    answer: NotificationPage,
  },
  "POST /api/notifications/read": {
    operationId: "markNotificationsRead",
    summary: "Mark notifications of yours as read",
    asks: "role",
    answer: NotificationCount,
  },
  "GET /api/settings": {
    operationId: "readSettings",
    summary: "Read your settings",
    asks: "role",
    answer: Settings,
  },
  "POST /api/settings": {
    operationId: "changeSettings",
    summary: "Change what you are notified of",
    asks: "role",
    answer: Settings,
  },
  "POST /api/settings/test-message": {
    operationId: "sendTestMessage",
    summary: "Send a test message to the team webhook",
    asks: "settings.write",
    answer: TestMessage,
  },
  "GET /api/settings/stackone": {
    operationId: "readStackOneCheck",
    summary: "Read what the check of StackOne found",
    asks: "settings.write",
    answer: StackOneCheck,
  },
  "POST /api/settings/stackone/start": {
    operationId: "startStackOneCheck",
    summary: "Start the check of StackOne with an owner and a provider",
    asks: "settings.write",
    answer: StackOneCheck,
  },
  "POST /api/settings/stackone/step": {
    operationId: "continueStackOneCheck",
    summary: "Continue the check of StackOne, skip its step, or stop it",
    asks: "settings.write",
    answer: StackOneCheck,
  },
  "POST /api/settings/stackone/link": {
    operationId: "revealStackOneCheckLink",
    summary: "Reveal the link that the check of StackOne waits for",
    asks: "settings.write",
    answer: RevealedAuthLink,
  },
  "GET /api/stackone": {
    operationId: "readStackOneState",
    summary: "Read what the console knows about StackOne; StackOne isn’t asked",
    asks: "role",
    answer: StackOneState,
  },
  "GET /api/simulator/magic-words": {
    operationId: "listMagicWords",
    summary: "List the words that cause trouble, with the simulator only",
    asks: "role",
    answer: MagicWords,
  },
} satisfies Operations;
