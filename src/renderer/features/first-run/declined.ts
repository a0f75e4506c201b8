type Offer = 'vpn' | 'folders';

const storageKey = (offer: Offer) => `warren.${offer}-offer`;

/** Whether this person has said "not now"; a matter of this page, not of the core. */
export function wasDeclined(offer: Offer): boolean {
  return localStorage.getItem(storageKey(offer)) !== null;
}

export function rememberDeclined(offer: Offer): void {
  localStorage.setItem(storageKey(offer), 'not-now');
}
