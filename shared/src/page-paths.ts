/** Every page of the console, as the page's router writes them (`$` begins a part that may be anything); the server answers 404 elsewhere. */
export const pagePaths = [
  "/",
  "/connect-sessions",
  "/connect-sessions/$id",
  "/accounts",
  "/accounts/clean-up",
  "/accounts/$accountId",
  "/owners",
  "/owners/$ownerId",
  "/audit",
  "/notifications",
  "/settings",
] as const;
