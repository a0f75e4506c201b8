/** `https://` and an address, so that no name has to be looked up before names can be looked up. */
export function isLiteralHttps(text: string): boolean {
  const match = /^https:\/\/(?:\[[0-9a-f:.]+\]|\d{1,3}(?:\.\d{1,3}){3})(?::\d{1,5})?(?:\/|$)/iu.exec(text);
  return match !== null;
}
