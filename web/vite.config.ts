import react from "@vitejs/plugin-react";
import mantine from "postcss-preset-mantine";
import { defineConfig } from "vite";
import { compression } from "vite-plugin-compression2";

const { HOST = "127.0.0.1", PORT = "4410", DEV_PORT = "4400" } = process.env;
const server = { target: `http://${HOST}:${PORT}` };

export default defineConfig({
  plugins: [react(), compression({ algorithms: ["gzip", "brotliCompress"], threshold: 1024 })],
  css: { postcss: { plugins: [mantine()] } },
  // the server puts a fresh nonce in its place on every load (server/src/http/page.ts)
  html: { cspNonce: "__CSP_NONCE__" },
  build: { target: "es2022", assetsInlineLimit: 0 },
  server: {
    host: HOST,
    port: Number(DEV_PORT),
    strictPort: true,
    proxy: Object.fromEntries(
      ["/api", "/hooks", "/healthz", "/readyz", "/metrics", "/connect-here"].map((path) => [
        path,
        server,
      ]),
    ),
  },
});
