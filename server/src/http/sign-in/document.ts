import { createHash } from "node:crypto";
import type { Context } from "hono";
import { html, raw } from "hono/html";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AppEnv } from "../deps.ts";

export interface SignInDocument {
  status: ContentfulStatusCode;
  /** the name of the state */
  title: string;
  /** what it means and what to do */
  sentences: string[];
  action?: { href: string; label: string };
}

const style = `
:root { color-scheme: light dark; font: 1rem/1.5 Inter, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  --ground: #f8f9fa; --card: #fff; --line: #dee2e6; --text: #1f2328; --quiet: #495057; --accent: #3b5bdb; }
@media (prefers-color-scheme: dark) { :root { --ground: #1f1f1f; --card: #2e2e2e; --line: #424242; --text: #f1f3f5;
  --quiet: #b8b8b8; --accent: #3b5bdb; } }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--ground); color: var(--text); }
main { box-sizing: border-box; width: min(30rem, 100vw - 2rem); padding: 2rem; background: var(--card);
  border: 1px solid var(--line); border-radius: .5rem; overflow-wrap: anywhere; }
.name { margin: 0; font-size: .875rem; font-weight: 600; color: var(--quiet); }
h1 { margin: .25rem 0 1rem; font-size: 1.375rem; line-height: 1.3; }
p { margin: 0 0 .75rem; }
a { display: inline-block; margin-top: .5rem; padding: .5rem 1.125rem; border-radius: .5rem; background: var(--accent);
  color: #fff; font-weight: 600; text-decoration: none; }
a:focus-visible { outline: 2px solid var(--text); outline-offset: 2px; }
small { color: var(--quiet); }`;

// as it is hashed, whatever formats the document below
const styleElement = raw(`<style>${style}</style>`);

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** What stands where the console itself may not be shown: one state, in words, with one way on. It has no script and shows nothing else. */
export function answerDocument(
  c: Context<AppEnv>,
  { status, title, sentences, action }: SignInDocument,
): Response | Promise<Response> {
  c.header("Cache-Control", "no-store");
  c.header("Content-Security-Policy", policy);
  const way = action ? html`<p><a href="${action.href}">${action.label}</a></p>` : "";
  return c.html(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${title} · Connect console</title>
          ${styleElement}
        </head>
        <body>
          <main>
            <p class="name">Connect console</p>
            <h1>${title}</h1>
            ${sentences.map((sentence) => html`<p>${sentence}</p>`)} ${way}
            <small>Request ${c.get("requestId")}</small>
          </main>
        </body>
      </html>`,
    status,
  );
}
