import { UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Suspense } from "react";
import { lazyPart } from "../ui/lazy-part.ts";

const CustomerSees = lazyPart(async () => (await import("./customer-sees.tsx")).CustomerSees);

interface Props {
  className?: string | undefined;
  /** the system's name in the replies; "your system" where no link says which */
  providerName?: string;
  /** when the link ends that it is about; left out where it is about none */
  expiresAt?: string | null;
}

/** Opens the search from what a customer sees to what it means. */
export function CustomerSeesButton({
  className,
  providerName = "your system",
  expiresAt = null,
}: Props) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <UnstyledButton className={className} aria-haspopup="dialog" onClick={open}>
        What does the customer see?
      </UnstyledButton>
      <Suspense>
        {opened && (
          <CustomerSees providerName={providerName} expiresAt={expiresAt} onClose={close} />
        )}
      </Suspense>
    </>
  );
}
