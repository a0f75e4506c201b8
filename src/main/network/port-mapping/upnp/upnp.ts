import { randomInt } from 'node:crypto';
import { isIP } from 'node:net';
import type { MappingAnswer, MappingWish, PortMapper } from '../mapper.ts';
import { readDescription, readElement, type ConnectionService } from './description.ts';
import { searchRouter } from './search.ts';
import { askWeb } from './web-request.ts';

/* WANIPConnection and WANPPPConnection of UPnP's InternetGatewayDevice. */

/** What a router says when it will not; the numbers of WANIPConnection:2, 2.5.16. */
const refused = { conflict: 718, samePortOnly: 724, permanentOnly: 725, conflictWithOther: 729 } as const;
const [lowestPort, highestPort] = [10_000, 60_000];
const attempts = 4;

export interface UpnpParts {
  readonly gateway: string;
  readonly ownAddress: string;
  /** How long to listen for the router, ms. */
  readonly searchMs: number;
}

/** The router is searched for once, when the first port is asked for. */
export function makeUpnp(parts: UpnpParts): PortMapper {
  let service: ConnectionService | undefined;

  async function find(): Promise<ConnectionService | undefined> {
    for (const url of await searchRouter({ ...parts, waitMs: parts.searchMs })) {
      const { status, text } = await askWeb(url);
      const [found] = status === 200 ? readDescription(text, { gateway: parts.gateway, url }) : [];
      if (found !== undefined) return found;
    }
    return undefined;
  }

  return {
    async map(wish) {
      try {
        service ??= await find();
        if (service === undefined) return { kind: 'silent' };
        if (wish.lifetimeSeconds === 0) return await remove(service, wish);
        return await add(service, wish, parts.ownAddress);
      } catch {
        // It went away in the middle of it; searched for anew the next time.
        service = undefined;
        return { kind: 'silent' };
      }
    },
  };
}

async function add(
  service: ConnectionService,
  wish: MappingWish,
  ownAddress: string,
): Promise<MappingAnswer> {
  let { externalPort, lifetimeSeconds } = wish;
  if (externalPort === 0) externalPort = wish.internalPort;
  let code = 0;
  for (let attempt = 0; attempt < attempts; attempt++) {
    code = await order(service, 'AddPortMapping', {
      NewRemoteHost: '',
      NewExternalPort: externalPort,
      NewProtocol: wish.protocol.toUpperCase(),
      NewInternalPort: wish.internalPort,
      NewInternalClient: ownAddress,
      NewEnabled: 1,
      NewPortMappingDescription: 'Warren',
      NewLeaseDuration: lifetimeSeconds,
    }).then(({ error }) => error);
    if (code === 0) break;
    if (code === refused.permanentOnly && lifetimeSeconds !== 0) lifetimeSeconds = 0;
    else if (code === refused.samePortOnly) externalPort = wish.internalPort;
    else if (code === refused.conflict || code === refused.conflictWithOther)
      externalPort = randomInt(lowestPort, highestPort);
    else break;
  }
  if (code !== 0)
    return { kind: 'refused', message: `The router refused to open a port (UPnP error ${code}).` };
  const { text } = await order(service, 'GetExternalIPAddress', {});
  const address = readElement(text, 'NewExternalIPAddress') ?? '';
  return {
    kind: 'granted',
    externalPort,
    // One without an end is asked for again all the same: the router may have been restarted.
    lifetimeSeconds: wish.lifetimeSeconds,
    externalAddress: isIP(address) === 0 ? undefined : address,
    hasForgotten: false,
  };
}

async function remove(service: ConnectionService, wish: MappingWish): Promise<MappingAnswer> {
  const { externalPort, protocol } = wish;
  await order(service, 'DeletePortMapping', {
    NewRemoteHost: '',
    NewExternalPort: externalPort,
    NewProtocol: protocol.toUpperCase(),
  });
  return {
    kind: 'granted',
    externalPort,
    lifetimeSeconds: 0,
    externalAddress: undefined,
    hasForgotten: false,
  };
}

/** @returns error 0 when it was carried out */
async function order(
  { type, controlUrl }: ConnectionService,
  action: string,
  given: Readonly<Record<string, string | number>>,
): Promise<{ readonly error: number; readonly text: string }> {
  const fields = Object.entries(given).map(([name, value]) => `<${name}>${value}</${name}>`);
  const body =
    '<?xml version="1.0"?>\r\n' +
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" s:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">' +
    `<s:Body><u:${action} xmlns:u="${type}">${fields.join('')}</u:${action}></s:Body></s:Envelope>`;
  const headers = { 'content-type': 'text/xml; charset="utf-8"', soapaction: `"${type}#${action}"` };
  const { status, text } = await askWeb(controlUrl, { body, headers });
  const said = Number(readElement(text, 'errorCode') ?? Number.NaN);
  const error = status === 200 ? 0 : said > 0 ? said : status;
  return { error, text };
}
