import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimsOf } from '../../../../src/main/app/imports/claims.ts';
import { readDelugeLabels } from '../../../../src/main/app/imports/deluge/labels.ts';
import { readDeluge, readResumes, readState } from '../../../../src/main/app/imports/deluge/torrents.ts';
import { ImportError, type FoundTorrent } from '../../../../src/main/app/imports/finding.ts';
import { readDatabaseRow, readFastresume } from '../../../../src/main/app/imports/qbittorrent/torrent.ts';
import { readKept, readTransmission } from '../../../../src/main/app/imports/transmission/torrent.ts';
import { encodeBencode, type Encodable } from '../../../../src/shared/domain/bencode.ts';
import { delugeState } from './deluge-state.ts';
import { album, albumBytes, bits, hashBytes } from './made-album.ts';

type Fields = Record<string, Encodable | undefined>;
const added = 1_600_000_000;

const libtorrent = (more: Fields = {}) =>
  encodeBencode({
    added_time: added,
    completed_time: added + 60,
    auto_managed: 0,
    file_priority: [1, 0, 7],
    'info-hash': hashBytes,
    mapped_files: ['', 'album/other.bin'],
    paused: 1,
    pieces: Uint8Array.of(1, 3, 0, 1, 0, 1),
    'qBt-category': 'music',
    'qBt-name': 'Mine',
    'qBt-tags': ['one', 'two', 'one'],
    save_path: '/data',
    total_downloaded: 1234,
    total_uploaded: 5678,
    trackers: [['http://a.example/announce', 'nonsense'], [], ['udp://b.example:80']],
    ...more,
  });

describe('qBittorrent', () => {
  test('a .fastresume says where, how much, which files, by which trackers and under which names', () => {
    const { metainfo, ...found } = readFastresume(libtorrent(), albumBytes);
    expect(metainfo?.name).toBe('album');
    expect(found).toEqual({
      infoHash: album.infoHash,
      name: 'Mine',
      trackers: [['http://a.example/announce'], ['udp://b.example:80']],
      webSeeds: [],
      savePath: '/data',
      renamed: new Map([[1, 'album/other.bin']]),
      priorities: new Map([
        [0, 'normal'],
        [1, 'skip'],
        [2, 'high'],
      ]),
      claims: bits('110101'),
      wasComplete: true,
      isPaused: true,
      receivedBytes: 1234,
      sentBytes: 5678,
      addedAt: new Date(added * 1000),
      completedAt: new Date((added + 60) * 1000),
      isSequential: false,
      seededMs: 0,
      wishes: { downloadLimitBps: null, uploadLimitBps: null, seedingGoal: null },
      labels: ['music', 'one', 'two'],
    } satisfies Omit<FoundTorrent, 'metainfo'>);
  });

  test('one that only waits for its turn is not paused', () => {
    expect(readFastresume(libtorrent({ auto_managed: 1 }), albumBytes).isPaused).toBe(false);
  });

  test('one in seed mode claims everything, whatever its pieces say', () => {
    expect(readFastresume(libtorrent({ seed_mode: 1 }), albumBytes).claims).toBe('all');
  });

  test('without a .torrent file it is a magnet link, known by its infohash', () => {
    const found = readFastresume(libtorrent({ 'qBt-name': '', name: 'from dn' }), undefined);
    expect(found).toMatchObject({ infoHash: album.infoHash, name: 'from dn', metainfo: undefined });
  });

  test('a row of its database counts more than what libtorrent keeps in it', () => {
    const row = {
      ...{ torrent_id: album.infoHash, name: null, category: null, tags: 'a,b', has_seed_status: 0 },
      ...{ ratio_limit: 2500, seeding_time_limit: -1 },
    };
    const blobs = { libtorrent_resume_data: libtorrent({ auto_managed: 1 }), metadata: albumBytes };
    expect(readDatabaseRow({ ...row, ...blobs, stopped: 1 })).toMatchObject({
      isPaused: true,
      labels: ['a', 'b'],
      wishes: { seedingGoal: { ratio: 2.5, minutes: null, whenMet: 'pause' } },
    });
    expect(readDatabaseRow({ ...row, ...blobs, stopped: 0 }).isPaused).toBe(false);
  });

  test('what does not say where its files are is told as damaged', () => {
    expect(() => readFastresume(libtorrent({ save_path: undefined }), albumBytes)).toThrow(ImportError);
  });
});

describe('Transmission', () => {
  const kept = () => readKept(albumBytes, 'torrent');
  const resume = (more: Fields = {}) =>
    encodeBencode({
      'added-date': added,
      destination: '/data',
      'incomplete-dir': '/unfinished',
      dnd: [0, 1, 0],
      priority: [-1, 0, 1],
      downloaded: 10,
      uploaded: 20,
      paused: 1,
      labels: ['x'],
      name: 'album',
      progress: { blocks: 'all' },
      ...more,
    });

  test('a .resume says where, how much and which files', () => {
    expect(readTransmission(resume(), kept())).toMatchObject({
      infoHash: album.infoHash,
      name: undefined,
      savePath: '/data',
      priorities: new Map([
        [0, 'low'],
        [1, 'skip'],
        [2, 'high'],
      ]),
      claims: 'all',
      wasComplete: true,
      isPaused: true,
      receivedBytes: 10,
      sentBytes: 20,
      addedAt: new Date(added * 1000),
      labels: ['x'],
    });
  });

  test('what is not complete lies in the folder for that', () => {
    const found = readTransmission(resume({ progress: { blocks: bits('11111000') } }), kept());
    // Two blocks are a piece: the third has one of its two.
    expect(found).toMatchObject({ savePath: '/unfinished', claims: bits('110000'), wasComplete: false });
  });

  test('its newer keys, with underscores, are known', () => {
    const newer = resume({ 'added-date': undefined, added_date: added + 1 });
    expect(readTransmission(newer, kept()).addedAt).toEqual(new Date((added + 1) * 1000));
  });

  test('only files that lie under another name count as renamed', () => {
    const files = ['album/1.bin', '', 'album/three.bin'];
    expect(readTransmission(resume({ files }), kept()).renamed).toEqual(new Map([[2, 'album/three.bin']]));
  });

  test('a magnet link is read as 3.00 keeps it and as 4.0 does', () => {
    const info = { 'display-name': 'some', info_hash: hashBytes };
    const old = encodeBencode({ announce: 'http://a.example/announce', 'magnet-info': info });
    const link = `magnet:?xt=urn:btih:${album.infoHash}&dn=some&tr=http%3A%2F%2Fa.example%2Fannounce`;
    const both = [readKept(old, 'torrent'), readKept(Buffer.from(link), 'magnet')];
    for (const one of both)
      expect(one).toMatchObject({
        infoHash: album.infoHash,
        name: 'some',
        trackers: [['http://a.example/announce']],
      });
  });
});

describe('Deluge', () => {
  const beside = { resume: undefined, torrent: undefined, label: 'films' };

  test('its list is read without running anything in it', async () => {
    const [first, second] = await readState(delugeState);
    expect(first?.infoHash).toBe('b9c1fc4fe5ae1bb4b3c3a8ee8d4f0b1c5f5f5f01');
    expect(first?.fields.get('save_path')).toBe('/data/müsic');
    expect([first?.fields.get('big'), first?.fields.get('neg')]).toEqual([2 ** 40, -(2 ** 40)]);
    expect(second && readDeluge(second, beside)).toMatchObject({
      name: 'some magnet',
      metainfo: undefined,
      isPaused: false,
      savePath: '/data',
      labels: ['films'],
    });
  });

  test('the list and the resume data together say everything', async () => {
    const [first] = await readState(delugeState);
    if (first === undefined) throw new Error('nothing was read');
    const found = readDeluge(
      { ...first, infoHash: album.infoHash },
      { resume: libtorrent(), torrent: albumBytes, label: undefined },
    );
    expect(found).toMatchObject({
      name: 'Café',
      savePath: '/data/müsic',
      trackers: [['http://u.example/announce'], ['udp://t.example:80']],
      priorities: new Map([
        [0, 'normal'],
        [1, 'skip'],
        [2, 'high'],
        [3, 'low'],
      ]),
      renamed: new Map([[1, 'album/other.bin']]),
      isPaused: true,
      isSequential: true,
      sentBytes: 5678,
    });
  });

  test('one without a description and without a link is told', async () => {
    const [first] = await readState(delugeState);
    expect(() => first && readDeluge(first, beside)).toThrow(/not there/u);
  });

  test('a list that would run something is refused, and runs nothing', async () => {
    // cos\nsystem\n(S'…'tR. and the same of protocol 2
    for (const text of [
      "cos\nsystem\n(S'true'\ntR.",
      '\u0080\u0002cposix\nsystem\nX\u0004\0\0\0true\u0085R.',
    ])
      await expect(readState(Buffer.from(text, 'latin1'))).rejects.toThrow(ImportError);
  });

  test('labels are read from the second document of label.conf', () => {
    const conf = `{"file": 1, "format": 1}{"labels": {}, "torrent_labels": {"${album.infoHash}": "films"}}`;
    expect(readDelugeLabels(Buffer.from(conf))).toEqual(new Map([[album.infoHash, 'films']]));
    expect(readDelugeLabels(Buffer.from('{'))).toEqual(new Map());
  });
});

describe('limits and seeding goals of one torrent', () => {
  const goal = (ratio: number | null, minutes: number | null = null) => ({
    ratio,
    minutes,
    whenMet: 'pause',
  });

  test.each([
    [{}, null],
    [{ 'qBt-ratioLimit': -2, 'qBt-seedingTimeLimit': -2 }, null],
    [{ 'qBt-ratioLimit': -1, 'qBt-seedingTimeLimit': -1 }, goal(null)],
    [{ 'qBt-ratioLimit': 1500, 'qBt-seedingTimeLimit': -2 }, goal(1.5)],
    [{ 'qBt-ratioLimit': -2, 'qBt-seedingTimeLimit': 90 }, goal(null, 90)],
    [{ 'qBt-ratioLimit': 0, 'qBt-seedingTimeLimit': 2 ** 52 }, goal(0)],
  ])('of qBittorrent, %j', (fields, seedingGoal) => {
    const limits = { download_rate_limit: 5_000, upload_rate_limit: -1, seeding_time: 61 };
    expect(readFastresume(libtorrent({ ...limits, ...fields }), albumBytes)).toMatchObject({
      seededMs: 61_000,
      wishes: { downloadLimitBps: 5_000, uploadLimitBps: null, seedingGoal },
    });
  });

  test.each([
    [{ 'ratio-limit': '2.250000', 'ratio-mode': 1 }, goal(2.25)],
    [{ ratio_limit: '2.250000', ratio_mode: 1 }, goal(2.25)],
    [{ 'ratio-limit': '2.250000', 'ratio-mode': 0 }, null],
    [{ 'ratio-limit': '2.250000', 'ratio-mode': 2 }, goal(null)],
    [{ 'ratio-limit': 'many', 'ratio-mode': 1 }, null],
  ])('of Transmission, %j', (ratio, seedingGoal) => {
    const resume = encodeBencode({
      destination: '/data',
      'ratio-limit': ratio,
      'seeding-time-seconds': 7,
      'speed-limit-down': { 'speed-Bps': 30_000, 'use-speed-limit': 0 },
      'speed-limit-up': { 'speed-Bps': 20_000, 'use-speed-limit': 1 },
    });
    expect(readTransmission(resume, readKept(albumBytes, 'torrent'))).toMatchObject({
      seededMs: 7_000,
      wishes: { downloadLimitBps: null, uploadLimitBps: 20_000, seedingGoal },
    });
  });

  test.each([
    [{ stop_at_ratio: true, stop_ratio: 3 }, goal(3)],
    [{ stop_at_ratio: false, stop_ratio: 3 }, null],
  ])('of Deluge, %j', async (ratio, seedingGoal) => {
    const [, magnet] = await readState(delugeState);
    if (magnet === undefined) throw new Error('nothing was read');
    const set = { max_download_speed: -1, max_upload_speed: 12.5, ...ratio };
    const fields = new Map([...magnet.fields, ...Object.entries(set)]);
    const found = readDeluge(
      { ...magnet, fields },
      { resume: undefined, torrent: undefined, label: undefined },
    );
    expect(found.wishes).toEqual({ downloadLimitBps: null, uploadLimitBps: 12_800, seedingGoal });
  });
});

describe('claims', () => {
  const metainfo = readKept(albumBytes, 'torrent').metainfo;
  if (metainfo === undefined) throw new Error('an album has a description');
  const of = (claims: FoundTorrent['claims'], skipped: number[] = [], wasComplete = false) =>
    claimsOf({ claims, wasComplete }, metainfo, (file) => !skipped.includes(file));

  test('are complete when all pieces of the wanted files are claimed', () => {
    expect(of('all')).toMatchObject({ areComplete: true, bitfield: bits('111111'), doneBytes: 180_000 });
    expect(of(bits('111110'))).toMatchObject({ areComplete: false, doneBytes: 5 * 32_768 });
    expect(of('unknown', [], true).areComplete).toBe(true);
    expect(of('unknown')).toMatchObject({ areComplete: false, doneBytes: 0 });
  });

  test('leave out pieces that reach into a file that is not wanted', () => {
    // 70,000 bytes, 70,000, 40,000: pieces 2 and 4 are shared.
    expect(of('all', [1])).toMatchObject({ areComplete: false, bitfield: bits('110001') });
  });

  test('bits behind the last piece count for nothing', () => {
    expect(of(Uint8Array.of(0xff, 0xff)).bitfield).toEqual(bits('111111'));
  });
});

describe('hostile bytes', async () => {
  const [state] = await readState(delugeState);
  const readers: Record<string, (bytes: Uint8Array) => unknown> = {
    'a .fastresume': (bytes) => readFastresume(bytes, undefined),
    'a .torrent': (bytes) => readFastresume(libtorrent(), bytes),
    'a .resume': (bytes) => readTransmission(bytes, readKept(albumBytes, 'torrent')),
    'what Transmission keeps': (bytes) => readKept(bytes, 'torrent'),
    'a .magnet': (bytes) => readKept(bytes, 'magnet'),
    'torrents.state': readState,
    'torrents.fastresume': readResumes,
    'a part of torrents.fastresume': (bytes) =>
      state && readDeluge(state, { resume: bytes, torrent: albumBytes, label: '' }),
    'label.conf': readDelugeLabels,
  };
  const samples = [
    libtorrent(),
    albumBytes,
    delugeState,
    encodeBencode({ progress: { blocks: 'all' }, files: ['x'] }),
  ];
  /** Random bytes, and real ones of which some are others. */
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc
      .tuple(
        fc.constantFrom(...samples),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }),
        fc.nat(),
      )
      .map(([sample, changes, end]) => {
        const changed = Uint8Array.from(sample);
        for (const [at, byte] of changes) changed[at % changed.length] = byte;
        return end % 3 === 0 ? changed.subarray(0, end % changed.length) : changed;
      }),
  );

  test.each(Object.keys(readers))('%s: nothing but the report’s own error is thrown', async (name) => {
    await fc.assert(
      fc.asyncProperty(bytes, async (given) => {
        try {
          await readers[name]?.(given);
        } catch (error) {
          expect(error).toBeInstanceOf(ImportError);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
