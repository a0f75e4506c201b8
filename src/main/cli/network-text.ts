import type { LeakCheck, LeakReport, ProfileStatus } from '#shared/contract/network.ts';
import type { NetworkInterface } from '#shared/domain/network-interface.ts';

export function interfaceLine({
  name,
  kind,
  isUp,
  addresses,
  dnsServers,
  ...rest
}: NetworkInterface): string {
  const route = rest.hasDefaultRoute4 || rest.hasDefaultRoute6 ? '  default route' : '';
  const dns = dnsServers.length > 0 ? `  DNS ${dnsServers.join(' ')}` : '';
  const own = addresses.map(({ address }) => address).join(' ');
  return `${name.padEnd(16)} ${kind.padEnd(9)} ${isUp ? 'up  ' : 'down'}  ${own}${route}${dns}`;
}

export function profileLine({
  name,
  isDefault,
  state,
  interface: via,
  proxy,
  reason,
  torrents,
}: ProfileStatus): string {
  const mark = isDefault ? '* ' : '  ';
  const where = [
    via === null ? 'any network' : `through ${via}`,
    ...(proxy === null ? [] : [`by ${proxy}`]),
  ].join(' ');
  return `${mark}${name.padEnd(20)} ${state.padEnd(10)} ${where}, ${torrents} torrents${reason === null ? '' : ` (${reason})`}`;
}

export function profileText(status: ProfileStatus): string {
  const { name, state, reason, since, addresses, observedAddresses, verifiedAt, denied, off, warnings } =
    status;
  const { listenPort, externalPort, proxy, interface: via } = status;
  const rows: [string, string | null][] = [
    ['profile', status.isDefault ? `${name} (for new torrents)` : name],
    ['state', `${state} since ${since}${reason === null ? '' : `: ${reason}`}`],
    ['goes through', via ?? 'any network'],
    ['proxy', proxy],
    ['from', addresses.length === 0 ? null : addresses.join(' ')],
    ['others see', observedAddresses.length === 0 ? null : observedAddresses.join(' ')],
    ['verified', verifiedAt],
    ['port', listenPort === null ? null : String(listenPort)],
    ['outer port', externalPort === null ? null : String(externalPort)],
    ['torrents', String(status.torrents)],
    [
      'stopped',
      Object.keys(denied).length === 0
        ? null
        : Object.entries(denied)
            .map(([why, count]) => `${why} ${count}`)
            .join(', '),
    ],
    ['off here', off.length === 0 ? null : off.join(', ')],
  ];
  const told = rows
    .filter(([, value]) => value !== null)
    .map(([label, value]) => `${label.padEnd(12)} ${value ?? ''}`);
  const advice = warnings.flatMap(({ text, commands }) => ['', text, ...commands.map((line) => `  ${line}`)]);
  return [...told, ...advice].join('\n');
}

const marks = { ok: 'ok     ', leak: 'LEAK   ', unknown: 'unknown' } as const;

export function leakCheckLine({ name, verdict, detail }: LeakCheck): string {
  return `${marks[verdict]}  ${name.padEnd(16)}  ${detail}`;
}

export function leakReportText({ profile, verdict, checks }: LeakReport): string {
  return [...checks.map(leakCheckLine), '', `${profile}: ${verdict}`].join('\n');
}
