import { expect, test } from 'vitest';
import {
  keepCandidates,
  maxCandidates,
  readCandidate,
} from '../../../src/main/network/guard/rtc-candidates.ts';

const line = (address: string, { component = 1, transport = 'udp', port = 50_000 } = {}) =>
  `a=candidate:7 ${component} ${transport} 2122260223 ${address} ${port} typ host generation 0`;
const described = (...lines: string[]) =>
  ['v=0', 'a=mid:0', ...lines, 'a=end-of-candidates', ''].join('\r\n');

test('what a peer says of where it is, is read as browsers and libraries write it', () => {
  const found = { address: '192.0.2.7', port: 50_000 };
  for (const text of [
    line('192.0.2.7'),
    line('192.0.2.7', { transport: 'UDP' }),
    'candidate:1 1 UDP 1 192.0.2.7 50000 typ srflx raddr 0.0.0.0 rport 0',
  ])
    expect(readCandidate(text)).toEqual(found);
  expect(readCandidate(line('2001:db8::7'))).toEqual({ address: '2001:db8::7', port: 50_000 });
});

test.each([
  ['a name', line('tracked.example')],
  ['a name of the local network', line('7f9c2ba4-e88f-4c55-9d1a-6d0f2ae1c9b7.local')],
  ['TCP', line('192.0.2.7', { transport: 'tcp' })],
  ['another component', line('192.0.2.7', { component: 2 })],
  ['no port', line('192.0.2.7', { port: 0 })],
  ['an address and something else', line('192.0.2.7%eth0')],
  ['nothing', 'a=candidate:'],
])('%s is not looked for, and the native library does not hear of it', (_what, bad) => {
  expect(readCandidate(bad)).toBeUndefined();
  const { text, probed } = keepCandidates(described(bad, line('192.0.2.8')), maxCandidates);
  expect(text).toBe(described(line('192.0.2.8')));
  expect(probed).toEqual([{ address: '192.0.2.8', port: 50_000 }]);
});

test('a peer that names a thousand places is looked for at a few', () => {
  const lines = Array.from({ length: 1_000 }, (_, at) => line(`198.18.${at >> 8}.${at & 255}`));

  const { text, probed } = keepCandidates(described(...lines), maxCandidates);

  expect(probed).toHaveLength(maxCandidates);
  expect(text.match(/candidate:/gu)).toHaveLength(maxCandidates);
  expect(keepCandidates(described(...lines), 0).probed).toEqual([]);
});
