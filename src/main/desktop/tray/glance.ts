import type { ExposureSummary, Shield } from '#shared/contract/exposure.ts';
import type { ProfileStatus } from '#shared/contract/network.ts';
import type { TorrentState } from '#shared/domain/torrent-state.ts';
import type { Speech } from '../speech/speech.ts';

/** What is known of a network profile in the tray. */
export type Door = Pick<
  ProfileStatus,
  'name' | 'isDefault' | 'state' | 'reasonCode' | 'interface' | 'proxy' | 'torrents'
>;

/** Something that people may find out: the worst first. */
export type Finding = Pick<
  ExposureSummary['verdicts'][number],
  'code' | 'severity' | 'values' | 'torrentId' | 'profile'
>;

/** Something that happened, and the place of the page that shows more of it. */
export interface TrayEvent {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  /** In the language that is spoken when it is shown. */
  readonly tell: (speech: Speech) => string;
  readonly place: string;
}

/** The whole app at one look. */
export interface Glance {
  readonly doors: readonly Door[];
  /** How many torrents are in each state. */
  readonly states: Readonly<Partial<Record<TorrentState, number>>>;
  readonly downloadBps: number;
  readonly uploadBps: number;
  /** 0–1 of what is being downloaded now; null when nothing is. */
  readonly progress: number | null;
  readonly shield: Shield['state'];
  readonly findings: readonly Finding[];
  /** Whether this computer has no network at all. */
  readonly isOffline: boolean;
  /** The newest first. */
  readonly events: readonly TrayEvent[];
}

/** Before anything is known. */
export const firstGlance: Glance = {
  doors: [],
  states: {},
  downloadBps: 0,
  uploadBps: 0,
  progress: null,
  shield: 'unknown',
  findings: [],
  isOffline: false,
  events: [],
};

/** A picture for each; `seeding` is also that of a Warren with nothing to do. */
export const trayStates = ['seeding', 'paused', 'protected', 'alarm', 'offline'] as const;
export type TrayState = (typeof trayStates)[number];

/** Those that torrents use, else the one that the next torrent will. */
export function doorsInUse({ doors }: Pick<Glance, 'doors'>): readonly Door[] {
  const used = doors.filter(({ torrents }) => torrents > 0);
  return used.length > 0 ? used : doors.filter(({ isDefault }) => isDefault);
}

/** Everything is tied to an interface or a proxy, and something has answered there. */
function isProtected({ state, interface: bound, proxy }: Door): boolean {
  return state === 'up' && (bound !== null || proxy !== null);
}

export function isShut({ state, torrents }: Door): boolean {
  return torrents > 0 && (state === 'down' || state === 'dead');
}

/** The worst first: what is seen that was to be hidden is the one thing nobody may overlook. */
export function trayStateOf(glance: Glance): TrayState {
  const { states, shield, isOffline } = glance;
  if (shield === 'alarm') return 'alarm';
  if (isOffline) return 'offline';
  const inUse = doorsInUse(glance);
  if (inUse.some(isShut)) return 'alarm';
  const { paused = 0, downloading = 0, seeding = 0, checking = 0, queued = 0 } = states;
  if (paused > 0 && downloading + seeding + checking + queued === 0) return 'paused';
  if (inUse.length > 0 && inUse.every(isProtected) && shield !== 'warning') return 'protected';
  return 'seeding';
}
