/** The life of a torrent in words that the user, the API and the code share. */
export const torrentStates = [
  'queued',
  'checking',
  'downloading',
  'seeding',
  'paused',
  'blocked',
  'missing',
  'error',
] as const;
export type TorrentState = (typeof torrentStates)[number];

/** What can happen to a torrent. `wait` puts it back in line: after a crash, a restart, a resume. */
export type TorrentEvent = 'wait' | 'check' | 'download' | 'seed' | 'pause' | 'block' | 'lose' | 'fail';

const whileRunning = { pause: 'paused', block: 'blocked', lose: 'missing', fail: 'error' } as const;

/** Every allowed step. A step that is not here is a late message about a torrent that has moved on. */
const transitions: Readonly<Record<TorrentState, Readonly<Partial<Record<TorrentEvent, TorrentState>>>>> = {
  queued: { ...whileRunning, check: 'checking', download: 'downloading', seed: 'seeding' },
  checking: { ...whileRunning, wait: 'queued', download: 'downloading', seed: 'seeding' },
  downloading: { ...whileRunning, wait: 'queued', check: 'checking', seed: 'seeding' },
  seeding: { ...whileRunning, wait: 'queued', check: 'checking', download: 'downloading' },
  paused: { wait: 'queued', block: 'blocked' },
  blocked: { wait: 'queued', pause: 'paused' },
  missing: { wait: 'queued', pause: 'paused' },
  error: { wait: 'queued', pause: 'paused' },
};

/** The state after an event, or `undefined` where the event does not concern this state any more. */
export function nextState(state: TorrentState, event: TorrentEvent): TorrentState | undefined {
  return transitions[state][event];
}

/** Whether peers may see our address while the torrent is in this state. */
export function isOnline(state: TorrentState): boolean {
  switch (state) {
    case 'downloading':
    case 'seeding':
      return true;
    case 'queued':
    case 'checking':
    case 'paused':
    case 'blocked':
    case 'missing':
    case 'error':
      return false;
    default:
      return state satisfies never;
  }
}

/** Why a torrent is in its state, where the state alone does not say it. */
export const stateReasons = [
  'starting',
  'in-queue',
  'on-battery',
  'waiting-for-check',
  'fetching-metadata',
  'by-user',
  'goal-met',
  'engine-restarting',
  'engine-failed',
  'folder-missing',
  'files-missing',
  'files-changed',
  'disk-full',
  'not-writable',
  'not-readable',
  'metadata-refused',
  'profile-missing',
  'network-down',
  'network-back',
  'failed',
] as const;
export type StateReason = (typeof stateReasons)[number];

/** Why one waits that could run: it may be let go any moment, and nothing is wrong with it. */
export type WaitReason = Extract<StateReason, 'in-queue' | 'on-battery'>;

export function isWaitReason(code: StateReason | null | undefined): code is WaitReason {
  return code === 'in-queue' || code === 'on-battery';
}
