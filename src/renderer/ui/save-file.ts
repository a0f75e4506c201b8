/** Hands a file to the browser's own way of saving. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has taken hold of the blob once the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
