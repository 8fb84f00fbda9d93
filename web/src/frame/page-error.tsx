import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { ApiProblem } from "../api/api-problem.ts";
import { ErrorNotice } from "../ui/error-notice.tsx";
import { NotFound } from "./not-found.tsx";

/** A page that could not be read or drawn. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  if (error instanceof ApiProblem && error.code === "not_found") return <NotFound />;

  function retry(): void {
    queries.reset();
    reset();
    void router.invalidate();
  }
  return <ErrorNotice error={error} title="This page could not be shown" onRetry={retry} />;
}
