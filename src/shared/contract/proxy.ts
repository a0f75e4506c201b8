import * as z from 'zod';

/** Longest user name and password of RFC 1929, characters. */
const maxCredential = 255;

/** Of the longest password, sealed, in base 64; characters. */
const maxSealed = 8_192;

/** A server through which everything of a profile goes, and which looks names up for it. */
export const proxySchema = z
  .object({
    /** RFC 1928 with RFC 1929, or CONNECT of RFC 9110. */
    kind: z.enum(['socks5', 'http']),
    /** By address: to ask for its name would be the first thing that goes past it. */
    host: z.union([z.ipv4(), z.ipv6()], {
      error: 'A proxy is given by its address, like 127.0.0.1, not by a name.',
    }),
    port: z.int().min(1).max(65_535),
    user: z.string().min(1).max(maxCredential).optional(),
    password: z.string().min(1).max(maxCredential).optional(),
    /** As the keyring of a computer keeps it. Without a password beside it, it could not be opened here: nothing leaves. */
    sealedPassword: z.string().min(1).max(maxSealed).optional(),
  })
  .refine(({ user, password }) => password === undefined || user !== undefined, {
    path: ['user'],
    message: 'A password of a proxy needs a user.',
  })
  .refine(({ kind, user }) => kind !== 'http' || user?.includes(':') !== true, {
    path: ['user'],
    message: 'The user of an HTTP proxy has no colon in its name.',
  });
export type Proxy = z.infer<typeof proxySchema>;

/** `socks5://127.0.0.1:1080`: for people and programs to see, without user and password. */
export function formatProxy({ kind, host, port }: Proxy): string {
  return `${kind}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Where nothing else is said. */
const usualPorts = { socks5: 1080, http: 80 } as const;

/** Scheme, user, password (which may hold anything up to the last @), host, port. */
const pattern = /^(socks5h?|http):\/\/(?:([^:@/]*)(?::(.*))?@)?(\[[^\]]*\]|[^:/@[\]]+)(?::(\d{1,5}))?\/?$/iu;

/** `socks5://user:password@127.0.0.1:1080`, `http://[::1]:3128`; undefined for what is none. What it holds is the schema's to check. */
export function parseProxy(
  text: string,
): Readonly<Record<Exclude<keyof Proxy, 'sealedPassword'>, unknown>> | undefined {
  const [, scheme, user = '', password = '', host = '', port] = pattern.exec(text.trim()) ?? [];
  if (scheme === undefined) return undefined;
  const kind = scheme.toLowerCase() === 'http' ? 'http' : 'socks5';
  return {
    kind,
    host: host.replace(/^\[(.*)\]$/u, '$1'),
    port: port === undefined ? usualPorts[kind] : Number(port),
    user: decoded(user),
    password: decoded(password),
  };
}

/** A percent sign that begins no code stands for itself. */
function decoded(part: string): string | undefined {
  if (part === '') return undefined;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** 127.0.0.0/8 and ::1: this computer. */
export function isLoopback(host: string): boolean {
  return host.startsWith('127.') || /^(?:0*:)+0*1$/u.test(host);
}
