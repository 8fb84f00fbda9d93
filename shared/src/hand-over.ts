import * as z from "zod/mini";
import { NoteText } from "./note.ts";
import { StaffReference } from "./staff.ts";
import {
  atMost,
  Id,
  noAuthLink,
  noControlCharacters,
  noInvisibleCharacters,
  notEmpty,
} from "./text.ts";

/** characters of a ticket */
export const ticketMaxLength = 500;

/** Where the matter is kept elsewhere: an https address, or an id as text; at most 500 characters, no auth link. */
export const Ticket = z.string().check(
  z.trim(),
  z.normalize("NFC"),
  notEmpty,
  atMost(ticketMaxLength),
  noControlCharacters,
  noInvisibleCharacters,
  noAuthLink,
  z.refine(
    (text) => !text.includes("://") || ticketAddress(text) !== null,
    "Give an https address or the ID of a ticket.",
  ),
);

/** no user name or password before the host */
const address = /^https:\/\/[\p{L}\p{N}.-]+(?::\d{1,5})?(?:[/?#]\S*)?$/iu;

/** The address that a ticket is, null where it is an id. */
export function ticketAddress(ticket: string): string | null {
  return address.test(ticket) ? ticket : null;
}

/**
 * `POST …/hand-over` of a connect session or an account: what is left out stays, null takes it away. `assigneeId` is a colleague's id, or a
 * role's (team.ts); `note` is for whoever has it then, and stays readable.
 */
export const HandOver = z.strictObject({
  assigneeId: z.optional(z.nullable(Id)),
  ticket: z.optional(z.nullable(Ticket)),
  note: z.optional(NoteText),
});
export type HandOver = z.infer<typeof HandOver>;

/** Who looks after something, and where it is kept elsewhere. The name stays when the person is no longer known. */
export const Assignment = z.object({
  assignee: z.nullable(StaffReference),
  ticket: z.nullable(z.string()),
});
export type Assignment = z.infer<typeof Assignment>;
