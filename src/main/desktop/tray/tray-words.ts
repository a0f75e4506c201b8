import type { Shield } from '#shared/contract/exposure.ts';
import type { TorrentState } from '#shared/domain/torrent-state.ts';
import { doorsInUse, isShut, trayStateOf, type Door, type Glance } from './glance.ts';

/** Windows shows no more of a tooltip. */
const maxTooltip = 127;
/** A menu is as wide as its longest line. */
const maxLine = 90;

const rateUnits = ['kilobyte-per-second', 'megabyte-per-second', 'gigabyte-per-second'] as const;

/** Two digits: what changes with every look would have the menu made anew each time. */
export function formatRate(bytesPerSecond: number): string {
  const power = Math.min(
    Math.max(Math.floor(Math.log10(Math.max(bytesPerSecond, 1)) / 3), 1),
    rateUnits.length,
  );
  const format = new Intl.NumberFormat('en', {
    style: 'unit',
    unit: rateUnits[power - 1] ?? 'kilobyte-per-second',
    maximumSignificantDigits: 2,
  });
  return format.format(bytesPerSecond / 1000 ** power);
}

export function speeds({ downloadBps, uploadBps }: Glance): string {
  return `↓ ${formatRate(downloadBps)}   ↑ ${formatRate(uploadBps)}`;
}

/** In the order in which they are told. */
const stateWords: readonly (readonly [TorrentState, string])[] = [
  ['downloading', 'downloading'],
  ['seeding', 'seeding'],
  ['checking', 'being checked'],
  ['queued', 'waiting'],
  ['paused', 'paused'],
  ['blocked', 'blocked'],
  ['missing', 'with missing files'],
  ['error', 'stopped by an error'],
];

/** `3 downloading, 12 seeding`. */
export function transfers({ states }: Glance): string {
  const parts = stateWords.flatMap(([state, word]) => {
    const count = states[state] ?? 0;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return parts.length === 0 ? 'Nothing is on its way' : parts.join(', ');
}

const shieldWords: Readonly<Record<Shield['state'], string>> = {
  unknown: 'Nobody has been in contact yet',
  hidden: 'Nobody sees an address of this computer',
  open: 'Others see your address; this network does not hide it',
  warning: 'There is something to look at',
  alarm: 'Something is seen that was to be hidden',
};

/** Who can see me, in one sentence: the worst that was found, else what the network is for. */
export function headline(glance: Glance): string {
  const [worst] = glance.findings;
  if (worst !== undefined && worst.severity !== 'info') return worst.text;
  if (glance.isOffline) return 'This computer has no network';
  const shut = doorsInUse(glance).find(isShut);
  return shut === undefined ? shieldWords[glance.shield] : `${shut.name}: ${howItStands(shut)}`;
}

function howItStands({ state, reason, interface: bound, proxy }: Door): string {
  const way = bound ?? proxy;
  switch (state) {
    case 'down':
      return `shut, nothing leaves. ${reason ?? ''}`.trim();
    case 'dead':
      return reason ?? 'nothing answers';
    case 'unverified':
      return way === null ? 'being opened' : `not verified yet, through ${way}`;
    case 'up':
      return way === null ? 'any network' : `protected, through ${way}`;
    default:
      return state satisfies never;
  }
}

export const doorLine = (door: Door): string => `${door.name}: ${howItStands(door)}`;

/** The worst that was found at this door; undefined where nothing was. */
export function findingAt({ findings }: Glance, { name }: Door): string | undefined {
  return findings.find(({ profile }) => profile === name)?.text;
}

const stateTitles = {
  seeding: 'Warren',
  paused: 'Warren: paused',
  protected: 'Warren: protected',
  alarm: 'Warren: look at this',
  offline: 'Warren: no network',
} as const satisfies Record<ReturnType<typeof trayStateOf>, string>;

export function tooltip(glance: Glance): string {
  const state = trayStateOf(glance);
  const lines = [stateTitles[state], ...(state === 'alarm' ? [headline(glance)] : [])];
  const text = [...lines, transfers(glance), speeds(glance)].map(oneLine).join('\n');
  return shorten(text, maxTooltip);
}

/**
 * A label of a menu. Names of torrents come from strangers: nothing that turns the direction of writing or breaks the
 * line, and `&` is a letter, not a mark for the keyboard.
 */
export function label(text: string): string {
  return shorten(oneLine(text), maxLine).replaceAll('&', '&&');
}

/** One line of plain letters. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

/** By letters as people see them: half an emoji is none. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter('en').segment(text.slice(0, most * 2))) {
    if (kept.length + segment.length >= most) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
