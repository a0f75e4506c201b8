import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packetType, parsePacket, encodePacket } from '../../../../src/main/network/utp/packet.ts';
import type { Channel } from '../../../../src/main/ports/channel.ts';
import { chance, makeWorld, otherEnd, type Line, type World } from './line.ts';

const goodLine: Line = { lost: 0, doubled: 0, late: 0, delayMs: 20, lateMs: 0 };

const anyLine = fc.record({
  lost: fc.integer({ min: 0, max: 300 }),
  doubled: fc.integer({ min: 0, max: 200 }),
  late: fc.integer({ min: 0, max: 400 }),
  delayMs: fc.integer({ min: 0, max: 200 }),
  lateMs: fc.integer({ min: 1, max: 300 }),
});

interface Heard {
  bytes: Buffer[];
  length: number;
  ended: { error: Error | undefined } | undefined;
  endings: number;
}

function hear(channel: Channel): Heard {
  const heard: Heard = { bytes: [], length: 0, ended: undefined, endings: 0 };
  channel.start({
    onBytes(bytes) {
      heard.bytes.push(Buffer.from(bytes));
      heard.length += bytes.length;
    },
    onEnd(error) {
      heard.ended = { error };
      heard.endings++;
    },
  });
  return heard;
}

function randomBytes(length: number, seed: number): Buffer {
  const random = chance(seed);
  return Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
}

const received = (heard: Heard | undefined) => Buffer.concat(heard?.bytes ?? []);

/** Dials from the first to the second. */
function connect(world: World): { dialled: () => Channel | Error | undefined } {
  let result: Channel | Error | undefined;
  world.ends[0].dial(otherEnd, (given) => {
    result = given;
    // Whoever dials speaks first, as in BitTorrent.
    if (!(given instanceof Error)) given.write(Buffer.from('!'), () => undefined);
  });
  world.run(60_000, () => result instanceof Error || (result !== undefined && world.accepted.length > 0));
  return { dialled: () => result };
}

function connected(world: World): readonly [Channel, Channel] {
  const dialled = connect(world).dialled();
  const [accepted] = world.accepted;
  if (dialled === undefined || dialled instanceof Error || accepted === undefined)
    throw new Error('Not connected');
  return [dialled, accepted];
}

test('whatever is lost, doubled or late, bytes arrive whole and in order or the connection ends with an error; both ends finish', () => {
  let whole = 0;
  let broken = 0;
  fc.assert(
    fc.property(
      anyLine,
      fc.nat(),
      fc.tuple(fc.integer({ min: 0, max: 2 ** 32 }), fc.integer({ min: 0, max: 2 ** 32 })),
      fc.array(fc.integer({ min: 1, max: 20_000 }), { minLength: 1, maxLength: 6 }),
      (line, seed, clocksUs, sizes) => {
        const world = makeWorld(line, seed, clocksUs);
        const dialled = connect(world).dialled();
        const [accepted] = world.accepted;
        if (dialled === undefined || dialled instanceof Error || accepted === undefined) {
          broken++;
          return;
        }
        const there = sizes.map((size, index) => randomBytes(size, seed + index));
        const back = randomBytes(30_000, seed);
        const atDialler = hear(dialled);
        const atAccepter = hear(accepted);
        let lent = there.length;
        for (const bytes of there) dialled.write(bytes, () => lent--);
        accepted.write(back, () => undefined);
        const wanted = Buffer.concat([Buffer.from('!'), ...there]);
        const isDone = () =>
          (atAccepter.length >= wanted.length && atDialler.length >= back.length) ||
          (atDialler.ended !== undefined && atAccepter.ended !== undefined);
        expect(world.run(1_200_000, isDone)).toBe(true);
        const isBroken = atDialler.ended !== undefined || atAccepter.ended !== undefined;
        expect(received(atAccepter).equals(wanted.subarray(0, atAccepter.length))).toBe(true);
        expect(received(atDialler).equals(back.subarray(0, atDialler.length))).toBe(true);
        if (isBroken) broken++;
        else whole++;
        expect(lent).toBe(0);
        dialled.destroy();
        accepted.destroy();
        world.run(60_000, () => world.ends.every(({ connections }) => connections === 0));
        expect(world.ends.map(({ connections }) => connections)).toEqual([0, 0]);
      },
    ),
    { numRuns: 40 },
  );
  // Three of ten packets are the worst of these lines.
  expect(whole).toBeGreaterThan(broken * 10);
});

test('one that hangs up is heard of once, after all of its bytes', () => {
  const world = makeWorld(goodLine);
  const [dialled, accepted] = connected(world);
  const heard = hear(accepted);
  dialled.write(Buffer.alloc(50_000, 7), () => undefined);
  world.run(5_000);
  dialled.destroy();
  world.run(5_000);
  expect(received(heard)).toHaveLength(50_001);
  expect(heard).toMatchObject({ ended: { error: undefined }, endings: 1 });
  world.run(10_000);
  expect(world.ends.map(({ connections }) => connections)).toEqual([0, 0]);
});

test('who hangs up acknowledges the last word of the other under both numbers that others look for', () => {
  const world = makeWorld(goodLine);
  const [dialled, accepted] = connected(world);
  for (const channel of [dialled, accepted]) hear(channel);
  world.run(1_000);
  dialled.destroy();
  world.run(1_000);
  const sent = world.seen.flatMap(({ from, bytes }) => {
    const packet = from === 0 ? parsePacket(bytes) : undefined;
    return packet === undefined ? [] : [packet];
  });
  const fin = sent.findIndex(({ type }) => type === packetType.fin);
  const finSeq = sent[fin]?.seq ?? 0;
  const [theirFin] = world.seen.flatMap(({ from, bytes }) => {
    const packet = from === 1 ? parsePacket(bytes) : undefined;
    return packet?.type === packetType.fin ? [packet] : [];
  });
  const acknowledged = sent.slice(fin).filter(({ ack }) => ack === theirFin?.seq);
  expect(acknowledged.map(({ type, seq }) => [type, seq])).toEqual([
    [packetType.state, finSeq + 1],
    [packetType.state, finSeq],
  ]);
});

test('who does not read is sent no more than he can hold, and what was held back comes when he reads again', () => {
  const world = makeWorld(goodLine);
  const [dialled, accepted] = connected(world);
  const heard = hear(accepted);
  accepted.pauseReading();
  const bytes = randomBytes(3 * 1024 * 1024, 5);
  dialled.write(bytes, () => undefined);
  world.run(60_000);
  expect(heard.bytes).toHaveLength(1);
  expect(dialled.queuedBytes).toBeGreaterThan(1024 * 1024);

  const last = parsePacket(world.seen.findLast(({ from }) => from === 1)?.bytes ?? Buffer.alloc(0));
  expect(last?.windowBytes).toBe(0);

  accepted.resumeReading();
  expect(world.run(120_000, () => heard.length > bytes.length)).toBe(true);
  expect(received(heard).subarray(1).equals(bytes)).toBe(true);
});

test('no more is on its way than the other side has said it would take', () => {
  const world = makeWorld({ ...goodLine, lost: 1_000 });
  const opened: Channel[] = [];
  world.ends[0].dial(otherEnd, (result) => {
    if (!(result instanceof Error)) opened.push(result);
  });
  world.run(1);
  const syn = parsePacket(world.seen[0]?.bytes ?? Buffer.alloc(0));
  if (syn === undefined) throw new Error('No SYN');
  const answer = { ...syn, type: packetType.state, seq: 100, ack: syn.seq, windowBytes: 5_000 };
  world.ends[0].receive(encodePacket(answer), otherEnd);
  world.seen.length = 0;
  for (const channel of opened) channel.write(Buffer.alloc(100_000), () => undefined);
  world.run(50);
  const sizes = world.seen.map(({ bytes }) => parsePacket(bytes)?.payload.length ?? 0);
  expect(sizes).toEqual([1_332, 1_332, 1_332]);
});

test('it gives way: the queue in front of a slow link stays near a tenth of a second', () => {
  const world = makeWorld({ ...goodLine, bytesPerMs: 250, queueMs: 2_000 });
  const [dialled, accepted] = connected(world);
  hear(accepted);
  dialled.write(Buffer.alloc(8 * 1024 * 1024), () => undefined);
  world.run(15_000);
  world.seen.length = 0;
  world.run(10_000);
  const queues = world.seen.filter(({ from }) => from === 0).map(({ queueMs }) => queueMs);
  expect(queues.length).toBeGreaterThan(1_000);
  expect(queues.reduce((sum, ms) => sum + ms, 0) / queues.length).toBeLessThan(150);
});

test('who does not answer is given up', () => {
  const world = makeWorld({ ...goodLine, lost: 1_000 });
  const results: unknown[] = [];
  world.ends[0].dial(otherEnd, (result) => results.push(result));
  world.run(30_000);
  expect(results).toEqual([expect.any(Error)]);
  expect(world.ends[0].connections).toBe(0);
});

test('a flood of SYNs from false addresses brings nobody in and does not grow', () => {
  const world = makeWorld(goodLine);
  const random = chance(3);
  for (let i = 0; i < 5_000; i++) {
    const syn = {
      type: packetType.syn,
      connectionId: i & 0xffff,
      timestampUs: 0,
      differenceUs: 0,
      windowBytes: 9,
      seq: 1,
      ack: 0,
    };
    world.ends[1].receive(encodePacket(syn), {
      address: `10.1.${i >> 8}.${i & 255}`,
      port: 1 + Math.floor(random() * 60_000),
    });
  }
  expect(world.ends[1].connections).toBeLessThanOrEqual(256);
  expect(world.accepted).toEqual([]);
  world.run(20_000);
  expect(world.ends[1].connections).toBe(0);
});

test('a reset that was invented does not end a connection; a true one does', () => {
  const world = makeWorld(goodLine);
  const [, accepted] = connected(world);
  const heard = hear(accepted);
  world.run(1_000);
  const last = parsePacket(world.seen.findLast(({ from }) => from === 0)?.bytes ?? Buffer.alloc(0));
  if (last === undefined) throw new Error('Nothing was sent');
  const reset = { ...last, type: packetType.reset, ack: (last.ack + 5_000) & 0xffff };
  world.ends[1].receive(encodePacket(reset), { address: '10.0.0.1', port: 1001 });
  expect(heard.ended).toBeUndefined();
  world.ends[1].receive(encodePacket({ ...reset, ack: last.ack }), { address: '10.0.0.9', port: 1001 });
  expect(heard.ended).toBeUndefined();
  world.ends[1].receive(encodePacket({ ...reset, ack: last.ack }), { address: '10.0.0.1', port: 1001 });
  expect(heard.ended?.error).toBeInstanceOf(Error);
});
