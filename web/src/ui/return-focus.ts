import { useState } from "react";

/** For a dialog that is there only while it is open: `onClose`, after which the focus is where it was before. */
export function useReturnFocus(onClose: () => void): () => void {
  const [opener] = useState(() => document.activeElement);
  return () => {
    onClose();
    if (opener instanceof HTMLElement) opener.focus();
  };
}
