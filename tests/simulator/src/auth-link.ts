import { Hono } from "hono";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import { authLinkPage, hubScript } from "./pages.ts";

/** The page behind the auth link and the Hub's script that it loads. */
export function authLink() {
  const script = lazyScript();
  return new Hono()
    .get("/embedded/integrations", (c) => {
      c.header("Cache-Control", "no-store");
      return c.html(authLinkPage(c.req.query("token") ?? "", new URL(c.req.url).origin));
    })
    .get(hubScript, (c) => {
      c.header("Content-Type", "text/javascript; charset=utf-8");
      c.header("Cache-Control", "public, max-age=31536000, immutable");
      c.header("Vary", "Accept-Encoding");
      const packed = c.req.header("accept-encoding")?.includes("gzip") ?? false;
      if (packed) c.header("Content-Encoding", "gzip");
      return c.body(packed ? script().gzip : script().plain);
    });
}

function lazyScript(): () => { plain: Uint8Array<ArrayBuffer>; gzip: Uint8Array<ArrayBuffer> } {
  let files: { plain: Uint8Array<ArrayBuffer>; gzip: Uint8Array<ArrayBuffer> } | undefined;
  return () => {
    if (files) return files;
    const path = createRequire(import.meta.url).resolve("@stackone/hub/webcomponent");
    const plain = new Uint8Array(readFileSync(path));
    files = { plain, gzip: new Uint8Array(gzipSync(plain)) };
    return files;
  };
}
