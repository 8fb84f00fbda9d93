/** What a message is about; chosen from the row, changeable by the person who sends it. */
export type MessageKind = "first" | "repair" | "reminder" | "reissue";

interface Template {
  /** in the list of templates */
  name: string;
  subject: string;
  /** what the link reads as where formatting is kept */
  linkText: string;
  /** words in braces are filled in by `message.ts`; a paragraph of which nothing is left is dropped */
  paragraphs: string[];
}

/** stands where the auth link is put in at the last moment, so that the text on the screen is no secret */
export const linkMark = "[auth link]";

const ending = [
  "{does}",
  "{until}",
  "Please allow pop-ups for that page: the sign-in opens in a window of its own.",
  "If you may not set up {system} yourself, please forward this message to your administrator. Please pass it on to nobody else: whoever has the link can use it.",
];

/** The messages that staff send with a link. Change the words here; `message.test.ts` says what each must carry. */
export const messageTemplates: Record<MessageKind, Template> = {
  first: {
    name: "First link",
    subject: "Connect {system} for {owner}",
    linkText: "Connect {system}",
    paragraphs: ["Hello,", "this link connects {system} for {owner}:", linkMark, ...ending],
  },
  repair: {
    name: "Repair",
    subject: "Please sign in to {system} again for {owner}",
    linkText: "Sign in to {system} again",
    paragraphs: [
      "Hello,",
      "the connection to {system} for {owner} needs you to sign in once more. This link opens it:",
      linkMark,
      ...ending,
    ],
  },
  reminder: {
    name: "Reminder",
    subject: "Reminder: connect {system} for {owner}",
    linkText: "Connect {system}",
    paragraphs: [
      "Hello,",
      "a reminder: the link to connect {system} for {owner} still waits for you. {last}",
      linkMark,
      ...ending,
    ],
  },
  reissue: {
    name: "New link",
    subject: "New link to connect {system} for {owner}",
    linkText: "Connect {system}",
    paragraphs: [
      "Hello,",
      "this is a new link to connect {system} for {owner}. It takes the place of the earlier one; please use only this:",
      linkMark,
      ...ending,
    ],
  },
};
