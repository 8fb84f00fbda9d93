/** Whether a button or a key was pressed since the page last asked the server for anything. */
let pressed = false;

/** Takes note of a person's act; what a script does counts for nothing. */
export function recordInteraction(event: Pick<Event, "isTrusted">): void {
  if (event.isTrusted) pressed = true;
}

/** Whether there was a press since the last call. */
export function takeInteraction(): boolean {
  const was = pressed;
  pressed = false;
  return was;
}

/** A press whose request did not arrive counts for the next one. */
export function returnInteraction(): void {
  pressed = true;
}

// a click without pointer and key is that of an assistive technology
for (const type of ["pointerdown", "keydown", "click"])
  globalThis.addEventListener?.(type, recordInteraction, { capture: true, passive: true });
