const storageKey = 'warren.token';

/** Letters that are safe in a WebSocket subprotocol, which is how the token travels. */
const tokenPattern = /^[A-Za-z0-9._~-]{8,200}$/;
const fragmentPattern = /#token=([A-Za-z0-9._~-]+)/;

/** The token in what a person pasted: the whole link that Warren printed, or the token alone. */
export function tokenFrom(text: string): string | undefined {
  const candidate = fragmentPattern.exec(text)?.[1] ?? text.trim();
  return tokenPattern.test(candidate) ? candidate : undefined;
}

/**
 * Moves the token out of the address bar, so that it is in no history, bookmark or screenshot, and into the memory of
 * this tab. Call before the router reads the address.
 */
export function takeTokenFromAddress(): void {
  if (!location.hash.startsWith('#token=')) return;
  const token = tokenFrom(location.hash);
  history.replaceState(history.state, '', location.pathname + location.search);
  if (token !== undefined) keepToken(token);
}

/** A link opened again in this same tab only changes the fragment: start over with its token. */
export function startOverOnNewToken(): void {
  window.addEventListener('popstate', (event) => {
    if (!location.hash.startsWith('#token=')) return;
    event.stopImmediatePropagation();
    takeTokenFromAddress();
    location.reload();
  });
}

export function keptToken(): string | undefined {
  return sessionStorage.getItem(storageKey) ?? undefined;
}

function keepToken(token: string): void {
  sessionStorage.setItem(storageKey, token);
}

/** Starts over with a token that a person pasted. */
export function unlockWith(token: string): void {
  keepToken(token);
  location.reload();
}
