import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { Declaration } from "postcss";
import mantine from "postcss-preset-mantine";
import { defineConfig, type Plugin } from "vite";
import { compression } from "vite-plugin-compression2";

const { HOST = "127.0.0.1", PORT = "4410", DEV_PORT = "4400" } = process.env;
const server = { target: `http://${HOST}:${PORT}` };

/** What starts a document; in the file that both documents share, both would start. */
const isEntry = /\.html|\/web\/src\/(?:main|connect-here)\.tsx$/;

/** `/connect-here/:id` is a document of its own; built, the server gives it (server/src/http/pages/connect-here.ts). */
const connectHere: Plugin = {
  name: "connect-here",
  configureServer: ({ middlewares }) => {
    middlewares.use((request, _, next) => {
      if (request.url?.startsWith("/connect-here/")) request.url = "/connect-here.html";
      next();
    });
  },
};

/** Mantine's palettes that nothing of the page uses (tests/src/lint/mantine-styles.test.ts). */
const leftOut = /^--mantine-color-(?:pink|grape|violet|blue|cyan|green|lime|orange)-/;
const ownPalettes = {
  postcssPlugin: "own-palettes",
  Declaration: (declaration: Declaration) => {
    if (leftOut.test(declaration.prop)) declaration.remove();
  },
};

export default defineConfig({
  plugins: [
    react(),
    connectHere,
    compression({ algorithms: ["gzip", "brotliCompress"], threshold: 1024 }),
  ],
  resolve: {
    alias: [
      {
        find: /^(?:\.\.\/)+ScrollArea\/ScrollArea\.mjs$/,
        replacement: fileURLToPath(new URL("src/ui/native-scroll-area.tsx", import.meta.url)),
      },
    ],
  },
  css: { postcss: { plugins: [mantine(), ownPalettes] } },
  // the server puts a fresh nonce in its place on every load (server/src/http/pages/console.ts)
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    target: "es2022",
    // every browser that runs this target knows modulepreload
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: ["index.html", "connect-here.html"],
      // all that the first page needs in one file: many small ones compress worse (decision 019)
      output: {
        codeSplitting: {
          groups: [{ name: "console", tags: ["$initial"], test: (id) => !isEntry.test(id) }],
        },
      },
    },
  },
  server: {
    host: HOST,
    port: Number(DEV_PORT),
    strictPort: true,
    proxy: Object.fromEntries(
      ["/api", "/auth", "/hooks", "/healthz", "/readyz", "/metrics"].map((path) => [path, server]),
    ),
  },
});
