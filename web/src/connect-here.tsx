import "./styles.ts";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { createQueryClient } from "./api/query-client.ts";
import { LiveProvider } from "./live/live.tsx";
import { cssVariables, theme } from "./theme.ts";
import { lazyPart } from "./ui/lazy-part.ts";

// the address is /connect-here/:id, and nothing else leads to this document
const id = decodeURIComponent(window.location.pathname.split("/")[2] ?? "");
// the Hub brings the font Inter into the document; where the theme asks for it, the page would jump when it comes
const ownTheme = {
  ...theme,
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
};
// loaded apart, because the entries of both documents share one file (vite.config.ts), and the first page needs none of this
const ConnectHere = lazyPart(
  async () => (await import("./pages/connect-here/connect-here.tsx")).ConnectHere,
);
const root = document.getElementById("root");

if (root) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={ownTheme}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="auto"
      >
        <QueryClientProvider client={createQueryClient()}>
          <LiveProvider watch={id}>
            <Suspense>
              <ConnectHere id={id} />
            </Suspense>
          </LiveProvider>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
