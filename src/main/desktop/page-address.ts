/** A scheme of our own instead of file://: it has an origin, so that 'self' in the page's policy means our files only. */
export const pageScheme = 'app';
const pageHost = 'warren';
export const pageOrigin = `${pageScheme}://${pageHost}`;

/** Of a place of the page: `/transfers`; of the one it begins with where none is named. */
export const addressOf = (place: string): string =>
  place === '' ? `${pageOrigin}/` : `${pageOrigin}/#${place}`;

/** The place that an address of our page leads to; empty: where it begins. */
export const placeAt = (address: string): string =>
  isOurAddress(address) ? new URL(address).hash.slice(1) : '';

/** Whether an address lies on our page's origin; a name or port before the path makes it another one. */
export function isOurAddress(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === `${pageScheme}:` && url.host === pageHost && url.username === '';
}
