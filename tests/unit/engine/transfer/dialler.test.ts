import { expect, test } from 'vitest';
import { makeArenas } from '../../../../src/main/engine/transfer/buffers/index.ts';
import { makeDialler, makePlaces } from '../../../../src/main/engine/transfer/links/index.ts';
import type { Channel } from '../../../../src/main/ports/channel.ts';

type Done = (result: Channel | Error) => void;

/** A channel whose other side says nothing. */
function silentChannel(kind: 'tcp' | 'utp'): Channel & { hangUp(): void } {
  let onEnd: ((error?: Error) => void) | undefined;
  return {
    kind,
    remote: { address: '10.0.0.9', port: 6881 },
    start: (listener) => void (onEnd = listener.onEnd),
    write: (_bytes, onSent) => onSent(),
    queuedBytes: 0,
    pauseReading: () => undefined,
    resumeReading: () => undefined,
    destroy: () => undefined,
    hangUp: () => onEnd?.(new Error('Over.')),
  };
}

function makeWorld({ hasUtp }: { readonly hasUtp: boolean }) {
  const log: string[] = [];
  const waiting: { kind: string; done: Done }[] = [];
  let now = 0;
  const by =
    (kind: 'tcp' | 'utp') =>
    (_address: string, _port: number, done: Done): (() => void) => {
      log.push(kind);
      waiting.push({ kind, done });
      return () => log.push(`no ${kind}`);
    };
  const dialler = makeDialler({
    dial: by('tcp'),
    dialUtp: hasUtp ? by('utp') : undefined,
    arenas: makeArenas({ arenaBytes: 65_536, maxFree: 1 }),
    places: makePlaces({ maxLinks: 10, maxOpening: 10 }),
    ours: {
      infoHash: Buffer.alloc(20, 1),
      peerId: Buffer.alloc(20, 2),
      speaks: { extensions: true, fast: true, dht: false },
    },
    policy: 'allowed',
    isBanned: () => false,
    isLinked: () => false,
    wantsMore: () => true,
    wantsSeeds: () => true,
    nowMs: () => now,
    random: () => 0.5,
    onGreeted: () => undefined,
  });
  return {
    dialler,
    log,
    answer: (result: Channel | Error) => waiting.at(-1)?.done(result),
    pass(ms: number) {
      now += ms;
      dialler.pulse();
    },
  };
}

test('without uTP in the profile, TCP alone is dialled', () => {
  const world = makeWorld({ hasUtp: false });
  world.dialler.add('10.0.0.9:6881', 'named');
  expect(world.log).toEqual(['tcp']);
});

test('TCP comes first; uTP when it has not answered for four seconds, and never both', () => {
  const world = makeWorld({ hasUtp: true });
  world.dialler.add('10.0.0.9:6881', 'named');
  world.pass(3_900);
  expect(world.log).toEqual(['tcp']);
  world.pass(200);
  expect(world.log).toEqual(['tcp', 'no tcp', 'utp']);
});

test('without uTP, TCP has ten seconds', () => {
  const world = makeWorld({ hasUtp: false });
  world.dialler.add('10.0.0.9:6881', 'named');
  world.pass(9_900);
  expect(world.log).toEqual(['tcp']);
  world.pass(200);
  expect(world.log).toEqual(['tcp', 'no tcp']);
});

test('uTP is dialled at once where TCP fails; an address that neither reaches is tried later', () => {
  const world = makeWorld({ hasUtp: true });
  world.dialler.add('10.0.0.9:6881', 'named');
  world.answer(new Error('No.'));
  expect(world.log).toEqual(['tcp', 'utp']);
  world.answer(new Error('No.'));
  world.pass(100);
  expect(world.log).toEqual(['tcp', 'utp']);
  world.pass(2_000);
  expect(world.log).toEqual(['tcp', 'utp', 'tcp']);
});

test('what reached it is tried first the next time', () => {
  const world = makeWorld({ hasUtp: true });
  world.dialler.add('10.0.0.9:6881', 'named');
  world.answer(new Error('No.'));
  const channel = silentChannel('utp');
  world.answer(channel);
  channel.hangUp();
  // Once more in the other mode of encryption, by what has worked.
  expect(world.log).toEqual(['tcp', 'utp', 'utp']);
});

test('where a peer hangs up in both modes of encryption, the other transport is tried after a while', () => {
  const world = makeWorld({ hasUtp: true });
  world.dialler.add('10.0.0.9:6881', 'named');
  for (let mode = 0; mode < 2; mode++) {
    const channel = silentChannel('tcp');
    world.answer(channel);
    channel.hangUp();
  }
  expect(world.log).toEqual(['tcp', 'tcp']);
  world.pass(2_000);
  expect(world.log).toEqual(['tcp', 'tcp', 'utp']);
});

test('a dialler that stops gives up and dials nothing in its place', () => {
  const world = makeWorld({ hasUtp: true });
  world.dialler.add('10.0.0.9:6881', 'named');
  world.dialler.stop();
  expect(world.log).toEqual(['tcp', 'no tcp']);
});
