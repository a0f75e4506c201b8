import type { TorrentState } from '#shared/domain/torrent-state.ts';
import { findingText } from '../speech/core-words.ts';
import { oneLine, shorten } from '../speech/one-line.ts';
import type { Speech } from '../speech/speech.ts';
import { doorsInUse, isShut, trayStateOf, type Door, type Finding, type Glance } from './glance.ts';

/** Windows shows no more of a tooltip. */
const maxTooltip = 127;
/** A menu is as wide as its longest line. */
const maxLine = 90;

export function speeds({ downloadBps, uploadBps }: Glance, { rate }: Speech): string {
  return `↓ ${rate(downloadBps)}   ↑ ${rate(uploadBps)}`;
}

/** In the order in which they are told. */
const toldStates = [
  'downloading',
  'seeding',
  'checking',
  'queued',
  'paused',
  'blocked',
  'missing',
  'error',
] as const satisfies readonly TorrentState[];

/** `3 downloading, 12 seeding`. */
export function transfers({ states }: Glance, { say }: Speech): string {
  const parts = toldStates.flatMap((state) => {
    const count = states[state] ?? 0;
    return count === 0 ? [] : [say(`beside.tray.transfers.${state}`, {}, count)];
  });
  return parts.length === 0 ? say('beside.tray.nothing') : parts.join(', ');
}

/** Who can see me, in one sentence: the worst that was found, else what the network is for. */
export function headline(glance: Glance, speech: Speech): string {
  const [worst] = glance.findings;
  if (worst !== undefined && worst.severity !== 'info') return findingText(speech, worst);
  if (glance.isOffline) return speech.say('beside.tray.offline');
  const shut = doorsInUse(glance).find(isShut);
  return shut === undefined ? speech.say(`beside.tray.shield.${glance.shield}`) : doorLine(shut, speech);
}

function howItStands({ state, reasonCode, interface: bound, proxy }: Door, { say }: Speech): string {
  const way = { interface: bound ?? proxy ?? '' };
  switch (state) {
    case 'down':
      return reasonCode === null
        ? say('beside.tray.shutUnknown')
        : say('beside.tray.shut', { why: say(`doors.shut.${reasonCode}`, way) });
    case 'dead':
      return way.interface === '' ? say('doors.look.dead') : say('doors.hint.dead', way);
    case 'unverified':
      return way.interface === '' ? say('doors.look.unverified') : say('doors.hint.unverified', way);
    case 'up':
      return way.interface === '' ? say('doors.hint.open') : say('doors.hint.protected', way);
    default:
      return state satisfies never;
  }
}

export function doorLine(door: Door, speech: Speech): string {
  return speech.say('beside.tray.door', { profile: door.name, stands: howItStands(door, speech) });
}

/** The worst that was found at this door; undefined where nothing was. */
export function findingAt(
  { findings }: { readonly findings: readonly Finding[] },
  { name }: Door,
  speech: Speech,
): string | undefined {
  const found = findings.find(({ profile }) => profile === name);
  return found === undefined ? undefined : findingText(speech, found);
}

export function tooltip(glance: Glance, speech: Speech): string {
  const state = trayStateOf(glance);
  const title = state === 'seeding' ? 'Warren' : speech.say(`beside.tray.title.${state}`);
  const lines = [title, ...(state === 'alarm' ? [headline(glance, speech)] : [])];
  const text = [...lines, transfers(glance, speech), speeds(glance, speech)].map(oneLine).join('\n');
  return shorten(text, maxTooltip);
}

/** A label of a menu, in which `&` is a letter, not a mark for the keyboard. */
export function label(text: string): string {
  return shorten(oneLine(text), maxLine).replaceAll('&', '&&');
}
