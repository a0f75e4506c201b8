import { afterEach, expect, test, vi } from 'vitest';
import { makeBatteryRule } from '../../../src/main/app/bandwidth/battery-rule.ts';
import type { Lifecycle } from '../../../src/main/app/torrents/lifecycle.ts';
import type { LiveTorrent } from '../../../src/main/app/torrents/live-torrent.ts';
import { keepQueue } from '../../../src/main/app/torrents/queue.ts';
import type { Registry } from '../../../src/main/app/torrents/registry.ts';
import type { Catalog } from '../../../src/main/catalog/index.ts';
import { systemClock } from '../../../src/main/ports/clock.ts';
import type { BatteryRule } from '../../../src/shared/contract/desktop-settings.ts';
import { settingsSchema } from '../../../src/shared/contract/settings.ts';

afterEach(() => vi.useRealTimers());

/** What was chosen, and a battery that a test takes into use. */
function onBattery(chosen: BatteryRule) {
  const computer = { isInUse: false };
  const rule = makeBatteryRule({
    battery: { isInUse: () => computer.isInUse },
    settings: () => settingsSchema.parse({ desktop: { onBattery: chosen } }),
  });
  return { computer, rule };
}

test.each<BatteryRule>(['carry-on', 'alternative', 'pause'])(
  'the rule "%s" holds on battery, and is undone when the computer is plugged in',
  (chosen) => {
    const { computer, rule } = onBattery(chosen);
    expect(rule()).toBe('carry-on');
    computer.isInUse = true;
    expect(rule()).toBe(chosen);
    computer.isInUse = false;
    expect(rule()).toBe('carry-on');
  },
);

test('what nobody has chosen is to carry on', () => {
  expect(settingsSchema.parse({}).desktop.onBattery).toBe('carry-on');
});

test('a host that knows of no battery changes nothing', () => {
  const settings = () => settingsSchema.parse({ desktop: { onBattery: 'pause' } });
  expect(makeBatteryRule({ battery: undefined, settings })()).toBe('carry-on');
});

/** A queue over torrents that stop and start at once. */
function queueOf(torrents: LiveTorrent[], isHeld: () => boolean) {
  const queue = keepQueue({
    registry: {
      list: () => [...torrents],
      onStep: () => undefined,
      happen(torrent: LiveTorrent, _event: unknown, reason: LiveTorrent['reason']) {
        torrent.reason = reason;
      },
    } as unknown as Registry,
    catalog: {} as Catalog,
    clock: systemClock,
    lifecycle: () =>
      ({
        rest(torrent: LiveTorrent) {
          Object.assign(torrent, { state: 'queued', reason: { code: queue.whyWait(), text: '' } });
          return Promise.resolve();
        },
        takeTurn(torrent: LiveTorrent) {
          Object.assign(torrent, { state: 'seeding', reason: null });
          return Promise.resolve();
        },
      }) as unknown as Lifecycle,
    settings: () => ({ downloads: null, seeds: places.seeds, slowDoNotCount: true }),
    isHeld,
  });
  const places = { seeds: null as number | null };
  const look = () => {
    queue.look();
    return new Promise((resolve) => setImmediate(resolve));
  };
  const stand = () => torrents.map(({ state, reason }) => reason?.code ?? state);
  return { queue, look, stand, places };
}

/** Only what the queue looks at. */
const seed = (infoHash: string, part: object = {}) =>
  ({
    stored: {
      infoHash,
      isPaused: false,
      isForced: false,
      queuePosition: 0,
      wantedBytes: 1,
      doneBytes: 1,
      ...part,
    },
    state: 'seeding',
    reason: null,
  }) as unknown as LiveTorrent;

test('a battery that has everything wait spares what was started by hand, and lets all go on later', async () => {
  const { computer, rule } = onBattery('pause');
  const torrents = [seed('a'), seed('b', { isForced: true })];
  const { queue, look, stand } = queueOf(torrents, () => rule() === 'pause');
  using _ = queue;
  computer.isInUse = true;
  await look();
  expect(stand()).toEqual(['on-battery', 'seeding']);
  computer.isInUse = false;
  await look();
  expect(stand()).toEqual(['seeding', 'seeding']);
});

test('one whose turn it is not waits for that when the battery holds it no more', async () => {
  const { computer, rule } = onBattery('pause');
  const { queue, look, stand, places } = queueOf(
    [seed('a'), seed('b', { queuePosition: 1 })],
    () => rule() === 'pause',
  );
  using _ = queue;
  computer.isInUse = true;
  await look();
  expect(stand()).toEqual(['on-battery', 'on-battery']);
  places.seeds = 1;
  computer.isInUse = false;
  await look();
  expect(stand()).toEqual(['seeding', 'in-queue']);
});
