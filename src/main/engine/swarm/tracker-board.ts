import type { TrackerClient } from 'webtorrent';
import type { Tracker } from '#shared/contract/torrent.ts';
import type { Clock } from '../../ports/clock.ts';
import { isConnectionError } from '../faults/failed-offers.ts';

interface Row {
  state: Tracker['state'];
  message: string | null;
  seeds: number | null;
  leeches: number | null;
  lastAnnounceAt: string | null;
}

/** How each tracker of a torrent is doing. */
export interface TrackerBoard {
  follow(client: TrackerClient): void;
  describe(): Tracker[];
}

const maxMessageLength = 200;

interface TrackerBoardParts {
  readonly tiers: readonly (readonly string[])[];
  /** Whether the profile asks trackers at all. */
  readonly areOn: boolean;
  readonly clock: Clock;
}

export function makeTrackerBoard({ tiers, areOn, clock }: TrackerBoardParts): TrackerBoard {
  const rows = new Map<string, Row>();
  const rowOf = (url: string): Row => {
    const row = rows.get(url) ?? {
      state: areOn ? 'waiting' : 'off',
      message: null,
      seeds: null,
      leeches: null,
      lastAnnounceAt: null,
    };
    rows.set(url, row);
    return row;
  };

  function onUpdate(url: string, data: { complete?: unknown; incomplete?: unknown }): void {
    Object.assign(rowOf(url), {
      state: 'working',
      message: null,
      seeds: wholeNumber(data.complete),
      leeches: wholeNumber(data.incomplete),
      lastAnnounceAt: clock.now().toISOString(),
    });
  }

  function onWarning(url: string, error: Error): void {
    // The tracker has done its part.
    if (isConnectionError(error)) return;
    // A tracker writes what it likes here.
    const message = error.message.replace(/\p{C}/gu, ' ').slice(0, maxMessageLength);
    Object.assign(rowOf(url), { state: 'failing', message });
  }

  return {
    follow(client) {
      for (const tracker of client._trackers) {
        // A warning does not say whose it is, so each tracker gets a client of its own to tell, which passes it on.
        const told = Object.create(client) as TrackerClient; // all of the client but `emit`
        told.emit = (event: string, ...given: unknown[]) => {
          const [first] = given;
          if (event === 'update') onUpdate(tracker.announceUrl, first as object);
          if (event === 'warning' && first instanceof Error) onWarning(tracker.announceUrl, first);
          return client.emit(event, ...given);
        };
        tracker.client = told;
      }
    },
    describe: () =>
      tiers.flatMap((urls, tier) =>
        // WebTorrent asks for a URL without its last slash.
        urls.map((url) => ({ url, tier, ...rowOf(url.replace(/\/$/u, '')) })),
      ),
  };
}

function wholeNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}
