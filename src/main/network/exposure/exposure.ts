import type { Transport } from '#shared/domain/exposure/party.ts';
import { whatTrackersLearn } from '#shared/domain/exposure/web-parties.ts';
import type { Exposure, Purpose } from '../../ports/exposure.ts';
import { contacts, during } from './purpose.ts';
import { makeWebPlaces } from './web-places.ts';

export const webPlaces = makeWebPlaces({ note: (noted) => contacts.note(noted) });

const defaultPorts = { http: 80, https: 443, ws: 80, wss: 443 } as const;

/** Something is said for this to whom a URL names, by HTTP or WebSocket. */
export function sayTo(url: string, purpose: Purpose): void {
  const { hostname, port, protocol } = new URL(url);
  const transport = protocol.slice(0, -1);
  if (!isWeb(transport)) return;
  const learns = purpose.kind === 'tracker' ? whatTrackersLearn(url, purpose.learns ?? []) : purpose.learns;
  webPlaces.say(hostname.replace(/^\[(.*)\]$/u, '$1'), Number(port) || defaultPorts[transport], {
    ...purpose,
    ...(learns === undefined ? {} : { learns }),
    transport,
  });
}

function isWeb(protocol: string): protocol is Extract<Transport, keyof typeof defaultPorts> {
  return protocol in defaultPorts;
}

/** Lent to the engine. */
export const exposure: Exposure = {
  during,
  note: (noted) => contacts.note(noted),
  saidTo: sayTo,
  take: () => contacts.take(),
  setRecorded: (isRecorded) => contacts.setRecorded(isRecorded),
};
