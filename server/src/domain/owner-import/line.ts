/** A row of a file of owners as it was read; neither checked nor trimmed. */
export interface OwnerLine {
  /** of the file, where the row begins; the first is 1 */
  line: number;
  id: string;
  name: string;
  /** why it is no owner, as far as the file alone tells */
  problem: string | null;
  /** what follows could not be read, so nothing of the file may be written */
  isBroken?: true;
}
