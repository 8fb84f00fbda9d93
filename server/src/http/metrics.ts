import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Sent } from "../domain/ports/message-sink.ts";
import type { WebhookResult } from "../domain/polling/receive-webhook.ts";

/** What Prometheus may read: numbers by route template, never an id or a name. */
export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  answered(request: { method: string; route: string; status: number; seconds: number }): void;
  /** so many rows are being looked at */
  checked(rows: number): void;
  webhookCame(result: WebhookResult | "refused" | "too_large"): void;
  /** a try to send a message to the team ended so */
  messageSent(result: Sent["result"]): void;
  streamOpened(): void;
  streamClosed(): void;
  /** somebody was not let in, for a reason such as `no_attempt` */
  signInRefused(why: string): void;
}

/** `stackoneRequests`: how many the console made in the last minute. */
export function createMetrics(stackoneRequests: () => number): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    ...createRequestMetrics(registers),
    ...createStackOneMetrics(registers, stackoneRequests),
    ...createStaffMetrics(registers),
  };
}

function createRequestMetrics(registers: Registry[]): Pick<Metrics, "answered"> {
  const requests = new Histogram({
    name: "http_request_duration_seconds",
    help: "Answered requests by method, route template and status",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  });
  const answers = new Counter({
    name: "http_requests_total",
    help: "Answered requests by method, route template and status",
    labelNames: ["method", "route", "status"],
    registers,
  });
  return {
    answered({ method, route, status, seconds }) {
      const labels = { method, route, status: String(status) };
      answers.inc(labels);
      requests.observe(labels, seconds);
    },
  };
}

/** What goes to StackOne, and what comes from it. */
function createStackOneMetrics(
  registers: Registry[],
  stackoneRequests: () => number,
): Pick<Metrics, "checked" | "webhookCame"> {
  const checks = new Counter({
    name: "connect_session_looks_total",
    help: "Looks of the tracker at connect sessions",
    registers,
  });
  const webhooks = new Counter({
    name: "stackone_webhooks_total",
    help: "Webhooks of StackOne: accepted, repeated, unknown event, unreadable, or refused for their signature",
    labelNames: ["result"],
    registers,
  });
  new Gauge({
    name: "stackone_requests_last_minute",
    help: "Requests to StackOne in the last minute",
    registers,
    collect() {
      this.set(stackoneRequests());
    },
  });
  return {
    checked: (rows) => checks.inc(rows),
    webhookCame: (result) => webhooks.inc({ result }),
  };
}

/** What staff are sent, and who of them is not let in. */
function createStaffMetrics(
  registers: Registry[],
): Pick<Metrics, "messageSent" | "streamOpened" | "streamClosed" | "signInRefused"> {
  const messages = new Counter({
    name: "team_messages_total",
    help: "Tries to send a message to the team's incoming webhook: delivered, failed (tried again) or refused (delivery stops)",
    labelNames: ["result"],
    registers,
  });
  const streams = new Gauge({
    name: "live_streams",
    help: "Open streams of Server-Sent Events",
    registers,
  });
  const refusals = new Counter({
    name: "sign_ins_refused_total",
    help: "Answers of the identity provider, or tokens of a proxy, that let nobody in, by reason",
    labelNames: ["why"],
    registers,
  });
  return {
    messageSent: (result) => messages.inc({ result }),
    streamOpened: () => streams.inc(),
    streamClosed: () => streams.dec(),
    signInRefused: (why) => refusals.inc({ why }),
  };
}
