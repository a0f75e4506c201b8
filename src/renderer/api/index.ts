/*
 * The only room of the page that knows how it travels: through the desktop shell's port, or over a WebSocket to where
 * the page came from. Begin with session.ts; features use `useApi()` and `useWatched()`.
 */
import { openPortCarrier } from './port-carrier.ts';
import { startSession, type Session } from './session.ts';
import { desktopShell } from './desktop-shell.ts';
import { keptToken, startOverOnNewToken, takeTokenFromAddress } from './token.ts';
import { openWebSocketCarrier } from './web-socket-carrier.ts';

export { desktopShell, folderChooser } from './desktop-shell.ts';
export { toAppError } from './failure.ts';
export { fetchLicences, type Licence } from './licences.ts';
export { continued, isCancelled, nextFrame, reopened } from './lasting.ts';
export { sessionPlugin, useApi, useSession } from './plugin.ts';
export type { Session } from './session.ts';
export { tokenFrom, unlockWith } from './token.ts';
export { useAttempt } from './use-attempt.ts';
export { useWatched } from './use-watched.ts';

/** Chooses the carrier. Call once, before the router reads the address: the token may be in it. */
export function openSession(): Session {
  if (desktopShell() !== undefined) return startSession(openPortCarrier);
  takeTokenFromAddress();
  startOverOnNewToken();
  const token = keptToken();
  return startSession(token === undefined ? undefined : () => openWebSocketCarrier(token));
}
