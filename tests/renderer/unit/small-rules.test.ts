import { describe, expect, test } from 'vitest';
import { tokenFrom } from '../../../src/renderer/api/token.ts';
import { inStack } from '../../../src/renderer/features/notices/stack.ts';
import { firstPlace } from '../../../src/renderer/features/shell/first-place.ts';
import { faultsOf, lastName, trackersIn } from '../../../src/renderer/features/sharing/share-form.ts';
import { peerRows } from '../../../src/renderer/features/transfers/details/peer-order.ts';
import { rarest, runsOf } from '../../../src/renderer/features/transfers/details/piece-lines.ts';
import { lookOf, worstDoor } from '../../../src/renderer/ui/door-look.ts';
import type { Peer } from '../../../src/shared/contract/torrent.ts';

describe('the token', () => {
  test('is found in the whole link and taken alone', () => {
    expect(tokenFrom('http://127.0.0.1:4000/#token=abcDEF123-_~.x')).toBe('abcDEF123-_~.x');
    expect(tokenFrom(' abcdefgh1234 ')).toBe('abcdefgh1234');
  });

  test('is nothing that could not travel as a subprotocol', () => {
    for (const text of ['', 'short', 'two words here', 'a,b,c,d,e,f,g', 'http://127.0.0.1:4000/']) {
      expect(tokenFrom(text)).toBeUndefined();
    }
  });
});

describe('a share', () => {
  const form = { path: '/music', name: '', trackers: '', isPrivate: false };

  test('needs a path and nothing else', () => {
    expect(faultsOf(form)).toBeUndefined();
    expect(faultsOf({ ...form, path: ' ' })?.path).toBe(true);
  });

  test('names the line that is no tracker', () => {
    expect(faultsOf({ ...form, trackers: 'udp://a.example:1\nexample.org\n' })?.badTracker).toBe(
      'example.org',
    );
  });

  test('that is private needs a tracker', () => {
    expect(faultsOf({ ...form, isPrivate: true })?.privateNeedsTracker).toBe(true);
    expect(faultsOf({ ...form, isPrivate: true, trackers: 'udp://a.example:1' })).toBeUndefined();
  });

  test('takes each tracker once', () => {
    expect(trackersIn(' a \n\nb\na')).toEqual(['a', 'b']);
  });

  test('is called by the last name of its path, on every system', () => {
    expect(lastName('/home/mara/Music/Album/')).toBe('Album');
    expect(lastName('C:\\Music\\Album')).toBe('Album');
  });
});

describe('the look of a door', () => {
  test('is never "protected" where any network is allowed', () => {
    const states = ['up', 'unverified', 'dead', 'down'] as const;
    const looks = (bound: string | null, proxy: string | null = null) =>
      states.map((state) => lookOf({ state, interface: bound, proxy }));
    expect(looks(null)).toEqual(['open', 'open', 'dead', 'shut']);
    expect(looks('wg0')).toEqual(['protected', 'unverified', 'dead', 'shut']);
    expect(looks(null, 'socks5://127.0.0.1:1080')).toEqual(['protected', 'unverified', 'dead', 'shut']);
  });

  test('that is worst comes first', () => {
    const good = { state: 'up', interface: 'wg0', proxy: null } as const;
    const open = { state: 'up', interface: null, proxy: null } as const;
    const dead = { state: 'dead', interface: 'wg1', proxy: null } as const;
    const shut = { state: 'down', interface: 'wg2', proxy: null } as const;
    expect(worstDoor([good, open, shut, dead])).toBe(shut);
    expect(worstDoor([good, open, dead])).toBe(dead);
    expect(worstDoor([good, open])).toBe(open);
    expect(worstDoor<typeof good>([])).toBeUndefined();
  });
});

describe('the piece map', () => {
  test('draws neighbours that look the same as one', () => {
    expect(runsOf([1, 1, 0, 0, 0, 1], 8)).toEqual([
      { from: 0, to: 2, share: 1 },
      { from: 2, to: 5, share: 0 },
      { from: 5, to: 6, share: 1 },
    ]);
  });

  test('never shows almost all as all, nor almost nothing as nothing', () => {
    expect(runsOf([0.999], 8)[0]?.share).toBeLessThan(1);
    expect(runsOf([0.001], 8)[0]?.share).toBeGreaterThan(0);
  });

  test('knows how many have the rarest part', () => {
    expect(rarest({ availability: [3, 1.5, 2] })).toBe(1);
    expect(rarest({ availability: [] })).toBe(0);
  });
});

test('peers keep their rows while figures change, and unknown browsers are not taken for one', () => {
  const peer = (address: string, downloadBps: number): Peer => ({
    address,
    port: 1,
    transport: 'webrtc',
    direction: 'in',
    client: 'WebTorrent',
    progress: 0,
    downloadBps,
    uploadBps: 0,
    isChokingUs: false,
    isChokedByUs: false,
    isEncrypted: true,
  });
  const before = peerRows([peer('10.0.0.2', 1), peer('', 2), peer('', 3), peer('10.0.0.1', 4)]);
  const after = peerRows([peer('10.0.0.1', 9), peer('10.0.0.2', 8), peer('', 7), peer('', 6)]);
  expect(before).toHaveLength(4);
  expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key));
});

describe('the stack of notices', () => {
  const notice = { id: '1', at: '2026-01-01T00:00:00.000Z', text: 'x', torrentId: null } as const;

  test('lets good news go by itself, and keeps what went wrong', () => {
    const [good, bad] = inStack(
      [
        { ...notice, code: 'torrent-finished', severity: 'info' },
        { ...notice, id: '2', code: 'engine-failed', severity: 'error' },
      ],
      [],
    );
    expect([good?.fades, bad?.fades]).toEqual([true, false]);
  });
});

describe('one begins', () => {
  const known = { hasLibrary: false, hasTransfers: false, isLibraryBroken: false };

  test('at the library, whatever is on its way', () => {
    for (const hasTransfers of [undefined, false, true])
      expect(firstPlace({ ...known, hasLibrary: true, hasTransfers })).toBe('library');
  });

  test('at the transfers where there is nothing else to see', () => {
    expect(firstPlace({ ...known, hasTransfers: true })).toBe('transfers');
    expect(firstPlace({ ...known, hasLibrary: undefined, isLibraryBroken: true })).toBe('transfers');
  });

  test('at the library where there is nothing at all', () => {
    expect(firstPlace(known)).toBe('library');
  });

  test('nowhere while it depends on what is not known yet', () => {
    expect(firstPlace({ ...known, hasLibrary: undefined, hasTransfers: true })).toBeUndefined();
    expect(firstPlace({ ...known, hasTransfers: undefined })).toBeUndefined();
  });
});
