/** From an error, a status or a text on the customer's screen to its cause, who must act, and what to say. */
export interface Explanation {
  id: string;
  /** how people call it: the code, or the words on the screen in quotes */
  name: string;
  /** as StackOne or the provider sends them, compared without regard to case */
  codes: string[];
  /** parts of what is read on the screen or in a description */
  texts: string[];
  cause: string;
  /** null: nobody is blamed, because it is not known */
  acts: "customer" | "customers_administrator" | "us" | "provider" | "stackone" | null;
  /** what the staff member does */
  next: string;
  /** to send to the customer, `{provider}` standing for the system's name (`replyTo`); null where there is nothing to say yet */
  reply: string | null;
  /** the vendor's own page about these codes */
  source?: string;
  /** what holds instead where the link still has time left, of an explanation that would call it expired */
  whileOpen?: Pick<Explanation, "cause" | "acts" | "next" | "reply">;
}
