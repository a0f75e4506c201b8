const storageKey = 'warren.vpn-offer';

/** Whether this person has said "not now"; a matter of this page, not of the core. */
export function wasDeclined(): boolean {
  return localStorage.getItem(storageKey) !== null;
}

export function rememberDeclined(): void {
  localStorage.setItem(storageKey, 'not-now');
}
