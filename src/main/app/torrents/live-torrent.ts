import type { EngineTorrent, StartTorrent } from '#shared/contract/engine.ts';
import type { Torrent } from '#shared/contract/torrent.ts';
import { ratioOf, type GoalState } from '#shared/domain/seeding/goal.ts';
import {
  nextState,
  type StateReason,
  type TorrentEvent,
  type TorrentState,
} from '#shared/domain/torrent-state.ts';
import type { StoredTorrent } from '../../catalog/index.ts';

export interface StateReasonText {
  readonly code: StateReason;
  readonly text: string;
}

/** A torrent as the running app knows it: what is stored, what it does now, and what its engine last said. */
export interface LiveTorrent {
  stored: StoredTorrent;
  state: TorrentState;
  reason: StateReasonText | null;
  since: Date;
  /** Undefined while no engine has it. Its byte counts start at zero in each engine session. */
  figures: EngineTorrent | undefined;
  /** What was wished when it was to start and no engine was up. */
  wish: StartWish | undefined;
  /** As it was last judged (goals.ts). */
  goalState: GoalState;
}

/** What the user has said beyond "start". */
export interface StartWish {
  readonly recheck?: StartTorrent['recheck'];
  readonly stayOffline?: boolean;
  /** Fetch again what is wrong on the disk and write over it. */
  readonly mayRepair?: boolean;
  readonly peers?: readonly string[];
}

const sentences: Readonly<Partial<Record<StateReason, string>>> = {
  starting: 'Waiting for the network engine.',
  'in-queue': 'Waiting for its turn: as many run as the settings allow.',
  'on-battery': 'Waiting until the computer is plugged in, as the settings say.',
  'waiting-for-check': 'Waiting for another torrent to be checked.',
  'fetching-metadata': 'Asking peers what the torrent contains.',
  'by-user': 'Paused by you.',
  'goal-met': 'Its seeding goal is reached. Resume it to go on.',
  'engine-restarting': 'The network engine is being started again.',
};

export function reasonOf(code: StateReason, text?: string): StateReasonText {
  return { code, text: text ?? sentences[code] ?? '' };
}

/** Why it rests, while it is paused. */
export function pauseReasonOf({ stored }: LiveTorrent): StateReasonText {
  return reasonOf(stored.pauseReason);
}

/** Takes the step that an event means, or none when it comes too late. Says whether anything changed. */
export function step(
  torrent: LiveTorrent,
  event: TorrentEvent,
  reason: StateReasonText | null,
  now: Date,
): boolean {
  const state = nextState(torrent.state, event);
  if (state === undefined) {
    // Not a step, but perhaps another reason for the same state.
    if (!staysIn(torrent.state, event) || torrent.reason?.text === reason?.text) return false;
    torrent.reason = reason;
    return true;
  }
  torrent.state = state;
  torrent.reason = reason;
  torrent.since = now;
  return true;
}

function staysIn(state: TorrentState, event: TorrentEvent): boolean {
  const target: Readonly<Record<TorrentEvent, TorrentState>> = {
    wait: 'queued',
    check: 'checking',
    download: 'downloading',
    seed: 'seeding',
    pause: 'paused',
    block: 'blocked',
    lose: 'missing',
    fail: 'error',
  };
  return target[event] === state;
}

export function receivedBytes({ stored, figures }: LiveTorrent): number {
  return stored.receivedBytes + (figures?.receivedBytes ?? 0);
}

export function sentBytes({ stored, figures }: LiveTorrent): number {
  return stored.sentBytes + (figures?.sentBytes ?? 0);
}

/** The row that interfaces see. */
export function describeTorrent(torrent: LiveTorrent): Torrent {
  const { stored, figures, state, reason } = torrent;
  const isOnline = state === 'downloading' || state === 'seeding';
  const done = figures?.doneBytes ?? stored.doneBytes;
  const wanted = figures?.wantedBytes ?? stored.wantedBytes;
  const received = receivedBytes(torrent);
  const sent = sentBytes(torrent);
  const downloadBps = isOnline ? (figures?.downloadBps ?? 0) : 0;
  return {
    id: stored.infoHash,
    infoHash: stored.infoHash,
    name: stored.name,
    state,
    reason: reason?.text ?? null,
    reasonCode: reason?.code ?? null,
    stateSince: torrent.since.toISOString(),
    progress: wanted > 0 ? Math.min(1, done / wanted) : 0,
    sizeBytes: stored.sizeBytes,
    wantedBytes: state === 'checking' ? stored.wantedBytes : wanted,
    downloadedBytes: received,
    uploadedBytes: sent,
    downloadBps,
    uploadBps: isOnline ? (figures?.uploadBps ?? 0) : 0,
    peers: isOnline ? (figures?.peers ?? 0) : 0,
    ratio: torrentRatio(torrent),
    etaSeconds: state === 'downloading' && downloadBps > 0 ? Math.ceil((wanted - done) / downloadBps) : null,
    profile: stored.profile,
    savePath: stored.savePath,
    origin: stored.origin,
    addedAt: stored.addedAt.toISOString(),
    completedAt: stored.completedAt?.toISOString() ?? null,
    fileCount: stored.fileCount,
    isPrivate: stored.isPrivate,
    queuePosition: stored.queuePosition,
    isForced: stored.isForced,
    seedingSeconds: Math.floor(stored.seededMs / 1000),
    goalState: torrent.goalState,
    ...stored.options,
  };
}

export function torrentRatio(torrent: LiveTorrent): number {
  const { stored, figures, state } = torrent;
  return ratioOf({
    sentBytes: sentBytes(torrent),
    receivedBytes: receivedBytes(torrent),
    sizeBytes: figures?.wantedBytes ?? stored.wantedBytes,
    isComplete: state === 'seeding' || stored.completedAt !== null,
  });
}
