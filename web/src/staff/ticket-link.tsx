import { ticketAddress } from "@connect-console/shared/hand-over";
import { Anchor, Text } from "@mantine/core";

/** A ticket: as a link into the other system where it is an address. */
export function TicketLink({ ticket }: { ticket: string }) {
  const address = ticketAddress(ticket);
  if (address === null)
    return (
      <Text span inherit style={{ overflowWrap: "anywhere" }}>
        {ticket}
      </Text>
    );
  return (
    <Anchor
      href={address}
      target="_blank"
      rel="noopener noreferrer"
      inherit
      underline="always"
      style={{ overflowWrap: "anywhere" }}
    >
      {ticket.replace(/^https:\/\//i, "")}
    </Anchor>
  );
}
