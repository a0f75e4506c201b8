/** Bytes cross the contract as base 64. */
export function bytesToBase64(bytes: Uint8Array): string {
  const letters: string[] = [];
  // String.fromCharCode takes its letters as arguments, of which there can only be so many.
  for (let at = 0; at < bytes.length; at += 0x8000) {
    letters.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  }
  return btoa(letters.join(''));
}

export function base64ToBytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
