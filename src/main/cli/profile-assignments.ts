import { AppError } from '#shared/contract/errors.ts';
import { profileSchema, type Profile } from '#shared/contract/profile.ts';
import { parseProxy } from '#shared/contract/proxy.ts';

type Tree = Record<string, unknown>;

/** Short forms for what is an object in the settings. */
const shortForms: Readonly<Record<string, (value: string) => Tree>> = {
  interface: (value) => ({ binding: { kind: 'interface', interface: value } }),
  lan: (value) => ({ binding: { kind: 'lan', interface: value } }),
  binding: (value) => ({ binding: { kind: value } }),
  portSource: (value) => ({ portSource: portSourceOf(value) }),
  proxy: (value) => ({ proxy: proxyOf(value) }),
  'dns.servers': (value) => ({ dns: { servers: value === '' ? [] : value.split(',') } }),
  'discovery.dhtBootstrap': (value) => ({
    discovery: { dhtBootstrap: value === '' ? [] : value.split(',') },
  }),
};

const limits = ['uploadLimitBps', 'downloadLimitBps'];

/**
 * A profile with `KEY=VALUE` put into it: `webRtc=true`, `discovery.dht=false`, `interface=wg0`, `dns.servers=10.0.0.1`.
 * @throws AppError `invalid-input` for a key that no profile has, a value that does not fit, or a contradiction
 */
export function assign(profile: Tree, assignments: readonly string[]): Profile {
  let changed = profile;
  for (const assignment of assignments) {
    const [, key, value] = /^([\w.]+)=(.*)$/u.exec(assignment) ?? [];
    if (key === undefined || value === undefined)
      throw new AppError('invalid-input', `"${assignment}" is not KEY=VALUE.`);
    changed = merge(changed, treeOf(key, value));
  }
  const parsed = profileSchema.safeParse(changed);
  if (parsed.success) return parsed.data;
  const sentences = parsed.error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  );
  throw new AppError('invalid-input', sentences.join(' '));
}

function treeOf(key: string, value: string): Tree {
  const shortForm = shortForms[key];
  if (shortForm !== undefined) return shortForm(value);
  if (!knownKeys().includes(key))
    throw new AppError('invalid-input', `A profile has no "${key}". It has: ${knownKeys().join(', ')}.`);
  const names = key.split('.');
  return names.reduceRight<unknown>((inner, name) => ({ [name]: inner }), parseValue(value)) as Tree; // at least one name
}

/** `none`, `socks5://user:password@127.0.0.1:1080`, `http://[::1]:3128`. What was typed is not repeated: it may hold a password. */
function proxyOf(value: string): unknown {
  if (value === 'none' || value === '') return null;
  const proxy = parseProxy(value);
  if (proxy === undefined)
    throw new AppError('invalid-input', 'A proxy is given like socks5://user:password@127.0.0.1:1080.');
  return proxy;
}

/** `vpn`, `router`, `none`, `file:/tmp/port`, `command:/usr/bin/port --print`. */
function portSourceOf(value: string): Tree {
  const [, kind, rest = ''] = /^(file|command):(.*)$/u.exec(value) ?? [];
  if (kind === 'file') return { kind, path: rest };
  if (kind === 'command') return { kind, command: rest.split(' ').filter((word) => word !== '') };
  return { kind: value };
}

function knownKeys(): string[] {
  const example = profileSchema.parse({ name: 'x' });
  const plain = Object.entries(example).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && !(key in shortForms)
      ? Object.keys(value).map((inner) => `${key}.${inner}`)
      : [key],
  );
  return [...new Set([...plain, ...limits, ...Object.keys(shortForms)])].sort();
}

/** Numbers, true, false and null as such; anything else is text. */
function parseValue(text: string): unknown {
  if (text === '' || text === 'unlimited') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function merge(into: Tree, from: Tree): Tree {
  const merged = { ...into };
  for (const [key, value] of Object.entries(from)) {
    const before = merged[key];
    const isSameKind = isTree(before) && isTree(value) && !('kind' in value);
    merged[key] = isSameKind ? merge(before, value) : value;
  }
  return merged;
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
