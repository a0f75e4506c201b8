import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  encodeAnnouncements,
  parseAnnouncement,
} from '../../../src/main/network/lan-discovery/announcement.ts';
import { makeAnnounceSchedule } from '../../../src/main/network/lan-discovery/announce-schedule.ts';
import { makeHearingLimit } from '../../../src/main/network/lan-discovery/hearing-limit.ts';
import { parseInfoHash, type InfoHash } from '../../../src/shared/domain/info-hash.ts';

const host = '239.192.152.143:6771';
const hashOf = (number: number): InfoHash => {
  const infoHash = parseInfoHash(number.toString(16).padStart(40, '0'));
  if (infoHash === undefined) throw new Error('not an infohash');
  return infoHash;
};
const many = (count: number) => Array.from({ length: count }, (_, number) => hashOf(number));

test('a message is written as BEP 14 shows it', () => {
  const [only] = encodeAnnouncements({ port: 6881, infoHashes: [hashOf(1)], cookie: 'abc' }, host);
  expect(only?.toString().split('\r\n')).toEqual([
    'BT-SEARCH * HTTP/1.1',
    `Host: ${host}`,
    'Port: 6881',
    `Infohash: ${'1'.padStart(40, '0')}`,
    'cookie: abc',
    '',
    '',
    '',
  ]);
});

test('many infohashes share messages of at most 1400 bytes, and none is lost', () => {
  const infoHashes = many(100);
  const messages = encodeAnnouncements({ port: 6881, infoHashes, cookie: 'a'.repeat(16) }, host);
  expect(messages.length).toBe(4);
  for (const message of messages) expect(message.length).toBeLessThanOrEqual(1_400);
  expect(messages.flatMap((message) => parseAnnouncement(message)?.infoHashes)).toEqual(infoHashes);
});

test.each([
  [
    'other names in capitals and no cookie',
    'BT-SEARCH * HTTP/1.1\r\nHOST: x\r\nPORT: 51413\r\nINFOHASH: #\r\n\r\n',
    1,
  ],
  ['garbage between the lines', 'BT-SEARCH * HTTP/1.1\r\nPort: 1\r\n:::\r\nnothing\r\nInfohash:#\r\n', 1],
  ['no port', 'BT-SEARCH * HTTP/1.1\r\nInfohash: #\r\n\r\n', undefined],
  ['port 0', 'BT-SEARCH * HTTP/1.1\r\nPort: 0\r\nInfohash: #\r\n\r\n', undefined],
  ['a port that is too large', 'BT-SEARCH * HTTP/1.1\r\nPort: 65536\r\nInfohash: #\r\n\r\n', undefined],
  ['a port that is no number', 'BT-SEARCH * HTTP/1.1\r\nPort: 1e3\r\nInfohash: #\r\n\r\n', undefined],
  ['half an infohash', 'BT-SEARCH * HTTP/1.1\r\nPort: 1\r\nInfohash: 00\r\n\r\n', undefined],
  ['another protocol', 'M-SEARCH * HTTP/1.1\r\nPort: 1\r\nInfohash: #\r\n\r\n', undefined],
  ['nothing', '', undefined],
])('%s is understood as far as it can be', (_what, text, infoHashes) => {
  const heard = parseAnnouncement(Buffer.from(text.replace('#', '0'.repeat(40))));
  expect(heard?.infoHashes.length).toBe(infoHashes);
});

test('whatever is shouted, what is understood is a port and infohashes, and not too many of them', () => {
  const piece = fc.oneof(
    fc.constantFrom('BT-SEARCH * HTTP/1.1\r\n', 'Port: 1\r\n', `Infohash: ${'0'.repeat(40)}\r\n`, '\r\n'),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const heard = parseAnnouncement(Buffer.from(pieces.join(''), 'latin1'));
      if (heard === undefined) return;
      expect(heard.port).toBeGreaterThan(0);
      expect(heard.port).toBeLessThan(65_536);
      expect(heard.infoHashes.length).toBeLessThanOrEqual(30);
      for (const one of heard.infoHashes) expect(parseInfoHash(one)).toBe(one);
    }),
  );
});

const minute = 60_000;
/** How many are announced at this moment. */
const count = (due: Map<number, InfoHash[]>) => [...due.values()].flat().length;

test('a torrent is announced at once and then each five minutes', () => {
  const schedule = makeAnnounceSchedule();
  schedule.add(hashOf(1), 6881);
  const announced = Array.from({ length: 12 }, (_, at) => count(schedule.takeDue(at * minute, 100)));
  expect(announced).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]);
});

test('a torrent that is stopped and started again, or gets another port, is announced once in a minute at most', () => {
  const schedule = makeAnnounceSchedule();
  schedule.add(hashOf(1), 6881);
  expect(count(schedule.takeDue(0, 100))).toBe(1);
  schedule.remove(hashOf(1));
  schedule.add(hashOf(1), 6881);
  schedule.add(hashOf(1), 7000);
  expect(count(schedule.takeDue(minute - 1, 100))).toBe(0);
  expect([...schedule.takeDue(minute, 100)]).toEqual([[7000, [hashOf(1)]]]);
});

test('what is forgotten is not announced, and a large library not all at once', () => {
  const schedule = makeAnnounceSchedule();
  for (const infoHash of many(1_000)) schedule.add(infoHash, 6881);
  for (const infoHash of many(500)) schedule.remove(infoHash);
  expect([1, 2, 3].map((second) => count(schedule.takeDue(second * 1_000, 200)))).toEqual([200, 200, 100]);
  expect(schedule.has(hashOf(1))).toBe(false);
});

test('a network that shouts is listened to a hundred times in a second', () => {
  const limit = makeHearingLimit();
  const read = Array.from({ length: 1_000 }, () => limit.mayRead(500)).filter(Boolean);
  expect(read).toHaveLength(100);
  expect(limit.mayRead(1_500)).toBe(true);
});

test('the same peer is told of once in a minute, and what was told is not remembered for ever', () => {
  const limit = makeHearingLimit();
  expect([0, 1_000, minute].map((at) => limit.isNew('peer', at))).toEqual([true, false, true]);
  for (let other = 0; other < 5_000; other++) limit.isNew(`other ${other}`, minute);
  expect(limit.isNew('peer', minute + 1)).toBe(true);
});
