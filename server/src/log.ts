import { type DestinationStream, destination, pino } from "pino";
import type { Log } from "./domain/ports/log.ts";

const secretNames = [
  "authLink",
  "auth_link_url",
  "token",
  "apiKey",
  "key",
  "authorization",
  "Authorization",
  "cookie",
  "secret",
];

/** JSON lines on stderr, so that stdout keeps the one line for people. What is named like a secret is redacted even if somebody logs it. */
export function createLog(to: DestinationStream = destination({ fd: 2, sync: true })): Log {
  const paths = secretNames.flatMap((name) => [name, `*.${name}`]);
  const options = {
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths, censor: "[redacted]" },
  };
  return pino(options, to);
}
