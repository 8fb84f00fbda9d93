/** Keys that press a button of the page; the button carries the same key in `aria-keyshortcuts`. */
export const buttonKeys = [
  { key: "c", does: "Copy the link", where: "on the page of an auth link" },
  { key: "m", does: "Copy the message", where: "on the page of an auth link" },
  { key: "r", does: "Check now at StackOne", where: "on the page of an auth link" },
] as const;

/** Set by a person for whom single keys are in the way, as they are for dictation. */
export const singleKeysOff = "connect-console-single-keys-off";

/** The key that tinykeys calls $mod. */
export const modKey = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl";
