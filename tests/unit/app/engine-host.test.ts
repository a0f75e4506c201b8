import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeEngineHost, type EngineBeat } from '../../../src/main/app/engines/engine-host.ts';
import type { EngineProcess } from '../../../src/main/ports/fork-engine.ts';
import type { Logger } from '../../../src/main/ports/logger.ts';
import type { EngineOptions } from '../../../src/shared/contract/engine-door.ts';

const options: EngineOptions = {
  profile: 'Open',
  binding: { kind: 'any' },
  proxy: null,
  listenPort: 0,
  trackers: false,
  dht: false,
  dhtBootstrap: [],
  pex: false,
  lan: false,
  webSeeds: true,
  peerNames: true,
  webRtc: false,
  utp: false,
  encryption: 'allowed',
  identity: { peerId: 'profile', clientName: true },
  version: '0.0.0',
};
const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** The port that a host lends, played by the test: processes that do what it says. */
function makeWorld() {
  const processes: FakeProcess[] = [];
  const seen = { up: 0, beats: [] as EngineBeat[], crashes: [] as number[] };
  const host = makeEngineHost({
    options,
    logger: silent,
    fork: () => {
      const process = makeFakeProcess();
      processes.push(process);
      return process.process;
    },
    onUp: () => seen.up++,
    onBeat: (beat) => seen.beats.push(beat),
    onCrash: (crashes) => seen.crashes.push(crashes),
    onCheckpoints: () => undefined,
  });
  return { host, processes, seen };
}

interface FakeProcess {
  readonly process: EngineProcess;
  readonly sent: { readonly t: string; readonly i?: number; readonly m?: string }[];
  say(frame: unknown): void;
  exit(code: number): void;
  readonly wasKilled: boolean;
}

function makeFakeProcess(): FakeProcess {
  const sent: FakeProcess['sent'] = [];
  let receive: (raw: unknown) => void = () => undefined;
  let leave: () => void = () => undefined;
  let finish: (result: { code: number | null }) => void = () => undefined;
  let wasKilled = false;
  const exited = new Promise<{ code: number | null }>((resolve) => (finish = resolve));
  const exit = (code: number | null) => {
    leave();
    finish({ code });
  };
  return {
    process: {
      pid: 1,
      exited,
      link: {
        send: (frame) => void sent.push(frame),
        listen: (onFrame, onClose) => {
          receive = onFrame;
          leave = onClose;
        },
      },
      kill: () => {
        wasKilled = true;
        exit(null);
      },
    },
    sent,
    say: (frame) => receive(frame),
    exit,
    get wasKilled() {
      return wasKilled;
    },
  };
}

const listening = (n: number) => ({
  t: 'item',
  i: 0,
  n,
  v: { torrents: [], events: [{ kind: 'listening', port: 4242, wasTaken: false }] },
});

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('an engine is up when it says that it listens, and can be asked then and not before', async () => {
  const { host, processes, seen } = makeWorld();
  expect(() => host.client()).toThrow(expect.objectContaining({ code: 'engine-down' }));
  processes[0]?.say(listening(1));
  await vi.advanceTimersByTimeAsync(0);
  expect(seen.up).toBe(1);
  expect(host.state()).toEqual({ state: 'up', reason: null, listenPort: 4242 });
  expect(host.client()).toBeDefined();
});

test('one that ends by itself is started again, sooner at first and later each time', async () => {
  const { host, processes, seen } = makeWorld();
  const startedAfterMs: number[] = [];
  for (let crash = 1; crash <= 9; crash++) {
    processes.at(-1)?.exit(1);
    await vi.advanceTimersByTimeAsync(0);
    expect(host.state().state).toBe('down');
    const before = processes.length;
    let waited = 0;
    while (processes.length === before) {
      await vi.advanceTimersByTimeAsync(50);
      waited += 50;
    }
    startedAfterMs.push(waited);
  }
  expect(startedAfterMs).toEqual([250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  expect(seen.crashes).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('after a quiet minute the next crash is the first again', async () => {
  const { processes, seen } = makeWorld();
  processes[0]?.exit(1);
  await vi.advanceTimersByTimeAsync(300);
  processes[1]?.say(listening(1));
  // It answers its heartbeats, or it would be taken for hanging.
  for (let beat = 0; beat < 7; beat++) {
    await vi.advanceTimersByTimeAsync(9_900);
    processes[1]?.say({ t: 'pong' });
  }
  processes[1]?.exit(1);
  await vi.advanceTimersByTimeAsync(0);
  expect(seen.crashes).toEqual([1, 1]);
});

test('one that sends what fits no schema is not believed: it is ended and started again', async () => {
  const { processes, seen } = makeWorld();
  processes[0]?.say(listening(1));
  await vi.advanceTimersByTimeAsync(0);
  processes[0]?.say({ t: 'item', i: 0, n: 2, v: { torrents: [{ infoHash: '../../etc' }], events: [] } });
  await vi.advanceTimersByTimeAsync(300);
  expect(processes[0]?.wasKilled).toBe(true);
  expect(seen.beats).toHaveLength(1);
  expect(processes).toHaveLength(2);
});

test('one that never listens or hangs is ended', async () => {
  const { processes } = makeWorld();
  await vi.advanceTimersByTimeAsync(21_000);
  expect(processes[0]?.wasKilled).toBe(true);
  await vi.advanceTimersByTimeAsync(1_000);
  processes.at(-1)?.say(listening(1));
  await vi.advanceTimersByTimeAsync(35_000);
  expect(processes.at(-2)?.wasKilled).toBe(true);
});

test('stopping asks it to end in order, waits a while, and starts nothing again', async () => {
  const { host, processes, seen } = makeWorld();
  processes[0]?.say(listening(1));
  await vi.advanceTimersByTimeAsync(0);
  const stopping = host.stop({ quietly: false });
  await vi.advanceTimersByTimeAsync(100);
  expect(processes[0]?.sent.map(({ m }) => m)).toContain('engine.stop');
  await vi.advanceTimersByTimeAsync(6_000);
  await stopping;
  expect(processes[0]?.wasKilled).toBe(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(processes).toHaveLength(1);
  expect(seen.crashes).toEqual([]);
});
