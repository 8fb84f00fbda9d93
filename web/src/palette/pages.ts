/** A page that the palette and the keys `g …` lead to. */
export interface Destination {
  label: string;
  to: string;
  /** what follows `g` */
  key: string;
}

const pages: Destination[] = [
  { label: "New auth link", to: "/", key: "n" },
  { label: "Auth links", to: "/connect-sessions", key: "l" },
  { label: "Accounts", to: "/accounts", key: "a" },
  { label: "Owners", to: "/owners", key: "o" },
  { label: "Audit log", to: "/audit", key: "u" },
  { label: "Notifications", to: "/notifications", key: "b" },
  { label: "Settings", to: "/settings", key: "s" },
];

/** The pages that this console has. */
export function pagesOf(router: { routesByPath: object }): Destination[] {
  return pages.filter(({ to }) => to in router.routesByPath);
}
