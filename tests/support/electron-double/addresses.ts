/*
 * Chromium loads no scheme it was not built with. `app://warren/x` is therefore `https://warren.app.test/x` inside the
 * browser (an origin of its own, a secure context, relative links work) and `app://warren/x` wherever the program
 * under test looks. Nothing is ever asked of the network for it: every request is answered in requests.ts.
 */
const topLevel = 'test';
const own = new Set<string>();

/** What `protocol.registerSchemesAsPrivileged` was told of as `standard`: only those have hosts and origins. */
export function ownScheme(scheme: string): void {
  own.add(scheme);
}

export function toBrowser(address: string): string {
  const match = /^([a-z]+):\/\/([^/?#]+)(.*)$/iu.exec(address);
  const [, scheme = '', host = '', rest = ''] = match ?? [];
  return own.has(scheme) ? `https://${host}.${scheme}.${topLevel}${rest}` : address;
}

/** Also for `blob:https://…`. */
export function toElectron(address: string): string {
  return address.replace(
    /^(blob:)?https:\/\/([^/?#]+)\.([a-z]+)\.test(?=[/?#]|$)/iu,
    (whole, blob: string | undefined, host: string, scheme: string) =>
      own.has(scheme) ? `${blob ?? ''}${scheme}://${host}` : whole,
  );
}

export function schemeOf(address: string): string {
  return address.slice(0, address.indexOf(':'));
}

export function originOf(address: string): string {
  const match = /^[a-z]+:\/\/[^/?#]+/iu.exec(address);
  return match?.[0] ?? 'null';
}
