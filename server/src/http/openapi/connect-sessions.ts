import {
  ConnectSession,
  ConnectSessionPage,
  CreatedConnectSession,
  HubAccess,
  LinkCreators,
  NextConnectSession,
  RevealedAuthLink,
} from "@connect-console/shared/connect-session";
import { Outcome } from "@connect-console/shared/outcome";
import { SupportBundle } from "@connect-console/shared/support-bundle";
import type { Operations } from "./operation.ts";

/** Auth links, from the preview to their end. */
export const connectSessionOperations = {
  "GET /api/connect-sessions": {
    operationId: "listConnectSessions",
    summary: "List auth links, the newest first",
    asks: "connect_session.read",
    answer: ConnectSessionPage,
  },
  "GET /api/connect-sessions/next": {
    operationId: "nextConnectSession",
    summary: "Find the next auth link of yours that needs attention",
    asks: "connect_session.read",
    answer: NextConnectSession,
  },
  "GET /api/connect-sessions/staff": {
    operationId: "listConnectSessionCreators",
    summary: "List the people who created auth links",
    asks: "connect_session.read",
    answer: LinkCreators,
  },
  "GET /api/connect-sessions/export.csv": {
    operationId: "exportConnectSessions",
    summary: "Export auth links as CSV, without the links themselves",
    asks: "connect_session.export",
    answer: "text/csv",
  },
  "GET /api/connect-sessions/:id": {
    operationId: "readConnectSession",
    summary: "Read an auth link with its timeline",
    asks: "connect_session.read",
    answer: ConnectSession,
  },
  "GET /api/connect-sessions/:id/support": {
    operationId: "readSupportBundle",
    summary: "Read the support bundle of an auth link",
    asks: "connect_session.read",
    answer: SupportBundle,
  },
  "POST /api/connect-sessions/preview": {
    operationId: "previewConnectSession",
    summary: "Preview what a link will do; nothing is created",
    asks: "connect_session.read",
    answer: Outcome,
  },
  "POST /api/connect-sessions": {
    operationId: "createConnectSession",
    summary: "Create an auth link",
    asks: "create",
    status: 201,
    answer: CreatedConnectSession,
  },
  "POST /api/connect-sessions/:id/reissue/preview": {
    operationId: "previewReissue",
    summary: "Preview what the re-issued link will do; nothing is created",
    asks: "connect_session.read",
    answer: Outcome,
  },
  "POST /api/connect-sessions/:id/reissue": {
    operationId: "reissueConnectSession",
    summary: "Re-issue an auth link with the same settings",
    asks: "reissue",
    status: 201,
    answer: CreatedConnectSession,
  },
  "POST /api/connect-sessions/:id/check": {
    operationId: "checkConnectSession",
    summary: "Check now: ask StackOne how far the customer is",
    asks: "connect_session.read",
    answer: ConnectSession,
  },
  "POST /api/connect-sessions/:id/confirm": {
    operationId: "confirmConnectSession",
    summary: "Confirm that a probably connected link is connected, or say that it isn’t",
    asks: "connect_session.confirm",
    answer: ConnectSession,
  },
  "POST /api/connect-sessions/:id/accept": {
    operationId: "acceptDifference",
    summary: "Accept how the connected account differs from what was expected",
    asks: "connect_session.accept",
    answer: ConnectSession,
  },
  "POST /api/connect-sessions/:id/reveal": {
    operationId: "revealAuthLink",
    summary: "Reveal the secret link",
    asks: "connect_session.reveal",
    answer: RevealedAuthLink,
  },
  "POST /api/connect-sessions/:id/connect-here": {
    operationId: "connectHere",
    summary: "Get what StackOne’s connection form needs to run in the console",
    asks: "connect_session.reveal",
    answer: HubAccess,
  },
  "POST /api/connect-sessions/:id/copied": {
    operationId: "recordCopiedLink",
    summary: "Record that you copied the link, or ask whether you still may",
    asks: "connect_session.reveal",
    answer: ConnectSession,
  },
  "POST /api/connect-sessions/:id/notes": {
    operationId: "addConnectSessionNote",
    summary: "Add a note to an auth link",
    asks: "connect_session.note",
    answer: ConnectSession,
  },
  "POST /api/connect-sessions/:id/hand-over": {
    operationId: "assignConnectSession",
    summary: "Assign an auth link, or set its ticket",
    asks: "connect_session.hand_over",
    answer: ConnectSession,
  },
  "POST /api/connect-sessions/:id/snooze": {
    operationId: "snoozeConnectSession",
    summary: "Mark an auth link as done for now",
    asks: "connect_session.snooze",
    answer: ConnectSession,
  },
  "POST /api/connect-sessions/:id/dismiss": {
    operationId: "dismissConnectSession",
    summary: "Dismiss an auth link for good",
    asks: "connect_session.snooze",
    answer: ConnectSession,
  },
  "POST /api/connect-sessions/:id/unsnooze": {
    operationId: "unsnoozeConnectSession",
    summary: "Ask for attention to an auth link again",
    asks: "connect_session.snooze",
    answer: ConnectSession,
  },
  "POST /api/connect-sessions/:id/void": {
    operationId: "voidConnectSession",
    summary: "Void an auth link; it still opens at StackOne",
    asks: "connect_session.void",
    answer: ConnectSession,
  },
} satisfies Operations;
