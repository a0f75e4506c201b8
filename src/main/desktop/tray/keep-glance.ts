import type { Api } from '#shared/contract/api.ts';
import type { Handlers } from '#shared/contract/define.ts';
import type { Torrent } from '#shared/contract/torrent.ts';
import { firstGlance, type Finding, type Glance } from './glance.ts';
import { followEvents } from './follow-events.ts';
import { hasNetwork, summed } from './sums.ts';

interface KeepGlanceParts {
  readonly handlers: Handlers<Api>;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Each time the ledger was looked at. */
  onFindings(findings: readonly Finding[]): void;
  /** A part of it follows no more. */
  onFailure(error: unknown): void;
  /** Not more often than every two seconds, apart from what happens. */
  onChange(glance: Glance): void;
}

/** How often the tray looks at anything, ms: it is looked at seldom, and for months. */
const paceMs = 2_000;
/** The ledger is counted anew at each look, which takes some 50 ms where it is large. */
const looksBetweenLedgers = 7;

/** Follows in the core what the tray shows. Nobody needs a page for it. */
export function keepGlance(parts: KeepGlanceParts): void {
  const { handlers, signal, onChange, onFindings, onFailure } = parts;
  const torrents = new Map<string, Torrent>();
  let glance = firstGlance;

  function change(part: Partial<Glance>): void {
    if (signal.aborted) return;
    glance = { ...glance, ...part };
    onChange(glance);
  }

  async function followTorrents(): Promise<void> {
    for await (const { kind, upserted, removed } of handlers['torrents.watch']({}, { signal })) {
      if (kind === 'snapshot') torrents.clear();
      for (const torrent of upserted) torrents.set(torrent.id, torrent);
      for (const id of removed) torrents.delete(id);
      change(summed([...torrents.values()]));
      // A reader that comes back later gets fewer and larger changes.
      await pause(paceMs, signal);
    }
  }

  async function lookAround(): Promise<void> {
    for (let look = 0; !signal.aborted; look++) {
      const doors = await handlers['profiles.list'](undefined, { signal });
      const interfaces = await handlers['network.interfaces'](undefined, { signal });
      change({ doors, isOffline: !hasNetwork(interfaces) });
      if (look % (looksBetweenLedgers + 1) === 0) {
        const { shield, verdicts } = await handlers['exposure.summary']({}, { signal });
        change({ shield: shield.state, findings: verdicts });
        onFindings(verdicts);
      }
      await pause(paceMs, signal);
    }
  }

  for (const following of [
    followTorrents(),
    lookAround(),
    followEvents({ handlers, signal, onChange: (events) => change({ events }) }),
  ])
    following.catch(onFailure);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
