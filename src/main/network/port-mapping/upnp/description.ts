import { urlAt } from './search.ts';

/** What can open ports at a router. */
export interface ConnectionService {
  readonly type: string;
  /** Where it takes orders. */
  readonly controlUrl: string;
}

const serviceTypes = /^urn:schemas-upnp-org:service:WAN(?:IP|PPP)Connection:[12]$/u;

/**
 * Finds the services that open ports in a device description (UPnP InternetGatewayDevice). Not an XML reader: only the
 * few elements are looked for that every router writes the same way.
 * @param text bounded by who fetched it
 */
export function readDescription(text: string, { gateway, url }: DescriptionOrigin): ConnectionService[] {
  const base = readElement(text, 'URLBase') ?? url;
  return text
    .split('<service>')
    .slice(1)
    .flatMap((part) => {
      const [service = ''] = part.split('</service>', 1);
      const type = readElement(service, 'serviceType');
      const path = readElement(service, 'controlURL');
      if (type === undefined || path === undefined || !serviceTypes.test(type)) return [];
      const controlUrl = urlAt(gateway, path, URL.canParse(base) ? base : url);
      return controlUrl === undefined ? [] : [{ type, controlUrl }];
    });
}

interface DescriptionOrigin {
  readonly gateway: string;
  /** Where the text was fetched. */
  readonly url: string;
}

/** The text of the first element of this name; undefined where there is none, or it has elements inside. */
export function readElement(text: string, name: string): string | undefined {
  const start = text.indexOf(`<${name}>`);
  if (start < 0) return undefined;
  const from = start + name.length + 2;
  const end = text.indexOf('<', from);
  const isWhole = end >= 0 && text.startsWith(`</${name}>`, end);
  return isWhole ? text.slice(from, end).trim().replaceAll('&amp;', '&') : undefined;
}
