/** A scheme of our own instead of file://: it has an origin, so that 'self' in the page's policy means our files only. */
export const pageScheme = 'app';
const pageHost = 'warren';
export const pageOrigin = `${pageScheme}://${pageHost}`;
export const pageUrl = `${pageOrigin}/`;

/** Whether an address lies on our page's origin; a name or port before the path makes it another one. */
export function isOurAddress(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === `${pageScheme}:` && url.host === pageHost && url.username === '';
}
