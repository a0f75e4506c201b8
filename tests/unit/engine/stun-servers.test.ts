import { expect, test, vi } from 'vitest';
import { makeStunServers, type IceServer } from '../../../src/main/engine/seams/index.ts';

const [first, second] = ['stun.l.google.com', 'global.stun.twilio.com'];

function setUp(answers: Readonly<Record<string, readonly string[]>>) {
  const iceServers: IceServer[] = [];
  const asked: string[] = [];
  let now = 0;
  const stun = makeStunServers({
    iceServers,
    resolve(name) {
      asked.push(name);
      const found = answers[name];
      return found === undefined
        ? Promise.reject(new Error('Nobody knows it.'))
        : Promise.resolve([...found]);
    },
    nowMs: () => now,
  });
  return { stun, iceServers, asked, pass: (ms: number) => (now += ms) };
}

test('STUN servers are given by address, and asked for once an hour', async () => {
  const { stun, iceServers, asked, pass } = setUp({
    [first]: ['2001:db8::1', '192.0.2.1'],
    [second]: ['192.0.2.2'],
  });

  await Promise.all([stun.known(), stun.known()]);
  pass(3_600_000);
  await stun.known();

  expect(iceServers).toEqual([{ urls: 'stun:192.0.2.1:19302' }, { urls: 'stun:192.0.2.2:3478' }]);
  expect(asked).toEqual([first, second]);
  pass(1);
  await stun.known();
  expect(asked).toEqual([first, second, first, second]);
});

test('where nobody knows them connections are offered without, and it is tried again after a minute', async () => {
  const answers: Record<string, readonly string[]> = {};
  const { stun, iceServers, pass } = setUp(answers);

  await stun.known();
  expect(iceServers).toEqual([]);

  answers[second] = ['192.0.2.2'];
  pass(60_001);
  await stun.known();
  expect(iceServers).toEqual([{ urls: 'stun:192.0.2.2:3478' }]);
});

test('a resolver that does not answer keeps nobody waiting for long', async () => {
  vi.useFakeTimers();
  try {
    const iceServers: IceServer[] = [];
    const resolve = () => new Promise<string[]>(() => undefined);
    const known = makeStunServers({ iceServers, resolve, nowMs: () => 0 }).known();
    await vi.advanceTimersByTimeAsync(3_000);
    await known;
    expect(iceServers).toEqual([]);
  } finally {
    vi.useRealTimers();
  }
});
