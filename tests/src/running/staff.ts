import { randomUUID } from "node:crypto";
import type { ApiError } from "@connect-console/shared/api-error";
import type { AuditEntry } from "@connect-console/shared/audit";
import type {
  ConnectSession,
  CreatedConnectSession,
} from "@connect-console/shared/connect-session";
import type { Role } from "@connect-console/shared/staff";
import type { Outcome } from "@connect-console/shared/outcome";
import { LiveStream } from "./live-stream.ts";

export interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

/** A staff member who uses the console's HTTP interface from a script. */
export class Staff {
  readonly url: string;
  /** of every request; a sign-in, where one is needed */
  readonly #headers: Record<string, string>;

  constructor(url: string, headers: Record<string, string> = {}) {
    this.url = url;
    this.#headers = headers;
  }

  async ask<Body = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(method === "GET" ? {} : { "content-type": "application/json" }),
        ...this.#headers,
        ...headers,
      },
      ...(method === "GET"
        ? {}
        : { body: typeof body === "string" ? body : JSON.stringify(body ?? {}) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === "" ? null : JSON.parse(text)) as Body,
    };
  }

  preview(input: object) {
    return this.ask<Outcome & ApiError>("POST", "/api/connect-sessions/preview", {
      expiresIn: 3600,
      ...input,
    });
  }
  create(input: object, key: string = randomUUID()) {
    return this.ask<CreatedConnectSession & ApiError>(
      "POST",
      "/api/connect-sessions",
      { expiresIn: 3600, ...input },
      { "idempotency-key": key },
    );
  }
  /** Creates and insists on a link. */
  async createLink(input: object): Promise<{ connectSession: ConnectSession; authLink: string }> {
    const { status, body } = await this.create(input);
    if (status !== 201 || body.authLink === null)
      throw new Error(`create answered ${status} ${body.error?.code}: ${body.error?.message}`);
    return { connectSession: body.connectSession, authLink: body.authLink };
  }
  reissue(id: string, input: object = {}, key: string = randomUUID()) {
    return this.ask<CreatedConnectSession & ApiError>(
      "POST",
      `/api/connect-sessions/${id}/reissue`,
      input,
      { "idempotency-key": key },
    );
  }
  act<Body = ConnectSession & ApiError>(
    id: string,
    verb:
      | "check"
      | "confirm"
      | "accept"
      | "reveal"
      | "connect-here"
      | "void"
      | "copied"
      | "notes"
      | "hand-over",
    input: object = {},
  ) {
    return this.ask<Body>("POST", `/api/connect-sessions/${id}/${verb}`, input);
  }
  async read(id: string): Promise<ConnectSession> {
    return (await this.ask<ConnectSession>("GET", `/api/connect-sessions/${id}`)).body;
  }
  /** With local sign-in every role is a person of its own. */
  async become(role: Role): Promise<void> {
    await this.ask("POST", "/api/me/role", { role });
  }
  async audit(query = ""): Promise<AuditEntry[]> {
    return (await this.ask<{ items: AuditEntry[] }>("GET", `/api/audit${query}`)).body.items;
  }
  /** Opens the live stream, watching a connect session where an id is given. */
  watch(id?: string): Promise<LiveStream> {
    return LiveStream.open(`${this.url}/api/live${id === undefined ? "" : `?watch=${id}`}`, id);
  }
}
