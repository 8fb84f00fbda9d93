import { createTheme, type CSSVariablesResolver } from "@mantine/core";

/** One accent colour; red is kept for what needs somebody. */
export const theme = createTheme({
  primaryColor: "indigo",
  primaryShade: { light: 8, dark: 8 },
  defaultRadius: "md",
  fontFamily: "Inter, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  headings: { fontWeight: "650" },
  respectReducedMotion: true,
});

/** Mantine's quiet greys and its red text are below the contrast that small text needs. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "var(--mantine-color-gray-7)",
    "--mantine-color-placeholder": "var(--mantine-color-gray-7)",
    "--mantine-color-error": "var(--mantine-color-red-9)",
    "--needs-you": "var(--mantine-color-red-9)",
    "--card": "var(--mantine-color-white)",
    "--ground": "var(--mantine-color-gray-0)",
    "--line": "var(--mantine-color-gray-3)",
    "--mantine-color-body": "var(--mantine-color-white)",
  },
  dark: {
    "--mantine-color-dimmed": "var(--mantine-color-dark-1)",
    "--mantine-color-placeholder": "var(--mantine-color-dark-1)",
    "--mantine-color-error": "var(--mantine-color-red-4)",
    "--needs-you": "var(--mantine-color-red-4)",
    "--card": "var(--mantine-color-dark-6)",
    "--ground": "var(--mantine-color-dark-8)",
    "--line": "var(--mantine-color-dark-4)",
  },
});
