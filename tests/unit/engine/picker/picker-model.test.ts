import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeSwarmModel, type ModelPeer, type ModelShape } from './swarm-model.ts';

const shapes: fc.Arbitrary<ModelShape> = fc.record({
  pieceCount: fc.integer({ min: 1, max: 40 }),
  blocksInPiece: fc.integer({ min: 1, max: 5 }),
  lastPieceBytes: fc.integer({ min: 1, max: 5 * 16_384 }),
  seed: fc.integer({ min: 1 }),
});

type Model = ReturnType<typeof makeSwarmModel>;
type Step = readonly [kind: string, peer: number, a: number, b: number];

const kinds: Record<string, number> = {
  join: 3,
  bitfield: 4,
  haveAll: 1,
  have: 4,
  dontHave: 1,
  pick: 16,
  pickOnly: 1,
  pickRun: 1,
  arrive: 16,
  arriveAny: 2,
  giveBack: 2,
  giveBackAll: 1,
  alone: 2,
  leave: 1,
  verify: 3,
  verifyAny: 1,
  fail: 1,
  lose: 1,
  restore: 1,
  priority: 3,
  deadline: 2,
  sequential: 1,
  buffers: 1,
  time: 3,
};

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.tuple(
    fc.oneof(...Object.entries(kinds).map(([kind, weight]) => ({ weight, arbitrary: fc.constant(kind) }))),
    fc.nat(1_000),
    fc.nat(1_000),
    fc.nat(1_000),
  ),
  { maxLength: 120, size: 'max' },
);

/** Some of the numbers below `end`, the same for the same two numbers. */
const some = (end: number, a: number, b: number) =>
  Array.from({ length: end }, (_, index) => index).filter((index) => (index * (a + 7) + b) % 5 < 2 + (b % 3));

function perform(model: Model, { pieceCount, blocksInPiece }: ModelShape, [kind, n, a, b]: Step): void {
  const piece = a % pieceCount;
  const peer = model.peers[n % Math.max(1, model.peers.length)];
  const ofPeer: Record<string, (peer: ModelPeer) => void> = {
    bitfield: (it) => model.tellBitfield(it, some(pieceCount, a, b)),
    haveAll: (it) => model.tellAll(it),
    have: (it) => model.have(it, piece),
    dontHave: (it) => model.dontHave(it, piece),
    pick: (it) => model.pick(it, b % (a % 2 === 0 ? 4 : 20)),
    pickOnly: (it) => model.pick(it, b % 6, new Set(some(pieceCount, a, b))),
    pickRun: (it) => model.pickRun(it, b * 1_000),
    arrive: (it) => [...it.asked].slice(0, 1 + (a % 6)).forEach((id) => model.arrive(it, id)),
    arriveAny: (it) => model.arrive(it, a % (pieceCount * blocksInPiece)),
    giveBack: (it) => [...it.asked].slice(-1 - (a % 3)).forEach((id) => model.giveBack(it, id)),
    giveBackAll: (it) => model.giveBackAll(it),
    alone: (it) => model.setAlone(it, a % 3 > 0),
    leave: (it) => model.leave(it),
  };
  const ofAll: Record<string, () => void> = {
    join: () => model.join(),
    verify: () => model.fullPieces().forEach((full) => model.verify(full)),
    verifyAny: () => model.verify(piece),
    fail: () => model.fail(piece),
    lose: () => model.lose(piece),
    restore: () => model.restore(piece, new Set(some(blocksInPiece, b, a))),
    priority: () => model.setPriority(piece, b % 8),
    deadline: () => model.setDeadline(piece, b % 4 === 0 ? null : model.world.nowMs + b * 5 - 1_000),
    sequential: () => model.picker.setSequential(a % 2 === 0),
    buffers: () => (model.world.openAtMost = b % (pieceCount + 1)),
    time: () => (model.world.nowMs += a * 3),
  };
  if (peer !== undefined) ofPeer[kind]?.(peer);
  ofAll[kind]?.();
}

/** Everybody is asked and answers, until nothing is missing. */
function finish(model: Model, { pieceCount }: ModelShape): void {
  model.world.openAtMost = pieceCount;
  for (let piece = 0; piece < pieceCount; piece++) model.setPriority(piece, 1 + (piece % 7));
  model.tellAll(model.join());
  for (let round = 0; round < 400 && model.verified.size < pieceCount; round++) {
    for (const peer of model.peers) {
      model.pick(peer, 3);
      for (const id of [...peer.asked]) model.arrive(peer, id);
    }
    for (const full of model.fullPieces()) model.verify(full);
  }
  expect(model.verified.size).toBe(pieceCount);
}

test('whatever peers do, nothing is asked that should not be, all counts are right, and every block comes in the end', () => {
  fc.assert(
    fc.property(shapes, steps, (shape, todo) => {
      const model = makeSwarmModel(shape);
      for (const step of todo) {
        perform(model, shape, step);
        model.check();
      }
      finish(model, shape);
      model.check();
    }),
    // A computer with too much to do tries fewer; what it tried still counts.
    { numRuns: 80, interruptAfterTimeLimit: 15_000 },
  );
});
