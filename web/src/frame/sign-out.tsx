import { Button, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { signOut } from "../api/sign-in.ts";
import { ShortProblem } from "../ui/next-step.tsx";

/** Ends the sign-in here and leads to the provider, to end it there too. */
export function SignOut() {
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: (to) => window.location.assign(to),
  });
  return (
    <>
      {leave.error && (
        <Text size="sm" c="var(--needs-you)" role="alert">
          Not signed out: <ShortProblem error={leave.error} />
        </Text>
      )}
      <Button
        variant="default"
        size="compact-md"
        flex="none"
        loading={leave.isPending || leave.isSuccess}
        onClick={() => leave.mutate()}
      >
        Sign out
      </Button>
    </>
  );
}
