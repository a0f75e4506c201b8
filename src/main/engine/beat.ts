import type { EngineEvent, EngineTorrent } from '#shared/contract/engine.ts';
import type { Contact } from '#shared/contract/engine-exposure.ts';
import type { DoorFacts } from '#shared/contract/engine-door.ts';
import type { InfoHash } from '#shared/domain/info-hash.ts';
import type { Clock } from '../ports/clock.ts';
import type { EngineDoor } from '../ports/engine-door.ts';
import type { TorrentSession } from './session.ts';

/** Figures at a steady beat instead of a message for each packet, ms. Events go out at once. */
const beatMs = 500;

interface BeatItem {
  readonly torrents: EngineTorrent[];
  readonly events: EngineEvent[];
  readonly door?: DoorFacts;
  readonly contacts?: Contact[];
}

/** Collects what the core has to know until the core takes it. */
export interface Beat {
  tell(event: EngineEvent): void;
  /** A torrent is started anew: what it says first is news, also where it is what it said last. */
  forget(infoHash: InfoHash): void;
  /** What there is to tell is told now; resolves when it is on its way, before any later answer. */
  hurry(): Promise<void>;
  watch(signal: AbortSignal): AsyncGenerator<BeatItem>;
}

interface BeatParts {
  readonly sessions: ReadonlyMap<InfoHash, TorrentSession>;
  readonly door: Pick<EngineDoor, 'facts' | 'exposure'>;
  readonly clock: Clock;
}

export function makeBeat({ sessions, door, clock }: BeatParts): Beat {
  const events: EngineEvent[] = [];
  const lastSent = new Map<InfoHash, string>();
  let lastFacts = '';
  let wake = () => {};

  /** Only what differs from what was sent before. */
  function changed(): EngineTorrent[] {
    const nowMs = clock.monotonicMs();
    const torrents: EngineTorrent[] = [];
    for (const [infoHash, session] of sessions) {
      const figures = session.figures(nowMs);
      const text = JSON.stringify(figures);
      if (lastSent.get(infoHash) === text) continue;
      lastSent.set(infoHash, text);
      torrents.push(figures);
    }
    for (const infoHash of lastSent.keys()) if (!sessions.has(infoHash)) lastSent.delete(infoHash);
    return torrents;
  }

  function changedFacts(): { door?: DoorFacts } {
    const facts = door.facts();
    const text = JSON.stringify(facts);
    if (text === lastFacts) return {};
    lastFacts = text;
    return { door: facts };
  }

  function nextBeat(signal: AbortSignal): Promise<void> {
    if (events.length > 0) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, beatMs);
      wake = done;
      signal.addEventListener('abort', done);
    });
  }

  return {
    tell(event) {
      events.push(event);
      wake();
    },
    forget: (infoHash) => void lastSent.delete(infoHash),
    async hurry() {
      wake();
      await new Promise((resolve) => setImmediate(resolve));
    },
    async *watch(signal) {
      while (!signal.aborted) {
        await nextBeat(signal);
        // Figures are measured with each batch of events too: "completed" must not come before 100 %.
        const torrents = changed();
        const facts = changedFacts();
        const contacts = door.exposure.take();
        if (torrents.length > 0 || events.length > 0 || facts.door !== undefined || contacts.length > 0)
          yield {
            torrents,
            events: events.splice(0),
            ...facts,
            ...(contacts.length > 0 ? { contacts } : {}),
          };
      }
    },
  };
}
