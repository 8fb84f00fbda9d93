import { pagePaths } from "@connect-console/shared/page-paths";
import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { createPageRouter } from "./routes.tsx";

test("F17: the server knows every page of the router, and no other", () => {
  const router = createPageRouter(new QueryClient());
  expect(Object.keys(router.routesByPath).toSorted()).toEqual([...pagePaths].toSorted());
});
