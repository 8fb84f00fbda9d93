/** Hands a file to the browser to save. `name` gets today's date before its ending. */
export function saveFile(file: Blob, name: string, ending: string): void {
  const address = URL.createObjectURL(file);
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = `${name}-${new Date().toISOString().slice(0, 10)}.${ending}`;
  anchor.click();
  URL.revokeObjectURL(address);
}
