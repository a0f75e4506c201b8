import { expect, test } from 'vitest';
import { trayStateOf, type Glance, type TrayState } from '../../../../src/main/desktop/tray/glance.ts';
import { summed } from '../../../../src/main/desktop/tray/sums.ts';
import { aDoor, aGlance } from './a-glance.ts';

const anyNetwork = aDoor({ name: 'Open', isDefault: false, interface: null, torrents: 1 });

test.each<[string, Partial<Glance>, TrayState]>([
  ['all go through an interface that answers', {}, 'protected'],
  [
    'all go through a proxy that answers',
    { doors: [aDoor({ interface: null, proxy: 'socks5://127.0.0.1:1080' })] },
    'protected',
  ],
  ['nothing has answered at the door yet', { doors: [aDoor({ state: 'unverified' })] }, 'seeding'],
  ['one torrent uses any network', { doors: [aDoor(), anyNetwork] }, 'seeding'],
  [
    'a network is there that no torrent uses',
    { doors: [aDoor(), { ...anyNetwork, torrents: 0 }] },
    'protected',
  ],
  ['something is to be looked at', { shield: 'warning' }, 'seeding'],
  ['everything is paused', { states: { paused: 3, error: 1 } }, 'paused'],
  ['one of many is paused', { states: { paused: 3, seeding: 1 } }, 'protected'],
  ['a door with torrents is shut', { doors: [aDoor({ state: 'down' })], states: { blocked: 2 } }, 'alarm'],
  ['nothing answers at a door any more', { doors: [aDoor({ state: 'dead' })] }, 'alarm'],
  [
    'a door without torrents is shut',
    { doors: [aDoor({ state: 'down', torrents: 0 })], states: {} },
    'seeding',
  ],
  ['what was to be hidden is seen', { shield: 'alarm' }, 'alarm'],
  ['what was to be hidden is seen, and all is paused', { shield: 'alarm', states: { paused: 2 } }, 'alarm'],
  ['the computer has no network', { isOffline: true, doors: [aDoor({ state: 'down' })] }, 'offline'],
  ['there is nothing at all', { doors: [], states: {}, shield: 'unknown' }, 'seeding'],
])('when %s the picture says so', (_, part, state) => {
  expect(trayStateOf(aGlance(part))).toBe(state);
});

test('torrents are counted, and only downloads have progress', () => {
  const torrent = {
    state: 'downloading',
    downloadBps: 10,
    uploadBps: 1,
    wantedBytes: 300,
    progress: 0.5,
  } as const;
  expect(
    summed([
      torrent,
      { ...torrent, wantedBytes: 100, progress: 0.9 },
      { ...torrent, state: 'seeding', progress: 1 },
    ]),
  ).toEqual({ states: { downloading: 2, seeding: 1 }, downloadBps: 30, uploadBps: 3, progress: 0.6 });
  expect(summed([]).progress).toBeNull();
});
