import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Datum } from '#shared/domain/exposure/datum.ts';
import type { Noted } from '../ports/exposure.ts';

/** Whoever comes to the doors of this room, each connection once: browsers and programs that steer Warren, and others. */
export interface Visitors {
  /** It knows now that Warren answers here. */
  came(request: IncomingMessage): void;
  /** Its token was right: it can ask for everything. */
  letIn(request: IncomingMessage): void;
}

/** The page is given to everybody, and names the program. */
const learnedOutside: readonly Datum[] = ['client'];
const learnedInside: readonly Datum[] = ['port', 'client', 'infohash', 'pieces', 'amounts', 'peers'];

export function makeVisitors({ note }: { note(noted: Noted): void }): Visitors {
  const known = new WeakSet<Socket>();

  function noteIt({ socket, headers }: IncomingMessage, learns: readonly Datum[]): void {
    note({
      kind: 'headless',
      torrent: null,
      address: socket.remoteAddress ?? null,
      port: socket.remotePort ?? null,
      direction: 'in',
      transport: headers.upgrade === undefined ? 'http' : 'ws',
      isEncrypted: false,
      client: headers['user-agent'] ?? null,
      learns,
      isKnown: known.has(socket),
    });
    known.add(socket);
  }

  return {
    came: (request) => {
      if (!known.has(request.socket)) noteIt(request, learnedOutside);
    },
    letIn: (request) => noteIt(request, learnedInside),
  };
}
