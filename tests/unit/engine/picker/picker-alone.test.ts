import { expect, test } from 'vitest';
import { makeSwarm, piecesOf } from './swarm-fixture.ts';

test('one that is alone begins a piece of its own and nobody else is asked for it', () => {
  const swarm = makeSwarm({ pieceCount: 2 });
  const [suspect, other] = [swarm.seed(), swarm.seed()];
  suspect.setAlone(true);

  const own = swarm.pick(suspect, 2);
  const ofOther = swarm.pick(other, 8);

  expect(piecesOf(own)).toHaveLength(1);
  expect(ofOther).toHaveLength(4);
  expect(piecesOf(ofOther)).not.toContain(own[0]?.piece);
});

test('it takes no part in what others have begun while it has anything else', () => {
  const swarm = makeSwarm({ pieceCount: 2 });
  const [suspect, gone] = [swarm.seed(), swarm.seed()];
  const left = swarm.pick(gone, 2);
  swarm.arrive(gone, left);
  gone.leave();
  suspect.setAlone(true);

  const own = swarm.pick(suspect, 8);
  expect(piecesOf(own)).not.toContain(left[0]?.piece);
  swarm.arrive(suspect, own);
  swarm.picker.verified(own[0]?.piece ?? -1);
  // Nothing else is left: perhaps nobody else has it.
  expect(piecesOf(swarm.pick(suspect, 8))).toEqual(piecesOf(left));
});

test('it gives up the piece that it was filling with others', () => {
  const swarm = makeSwarm({ pieceCount: 3 });
  const suspect = swarm.seed();
  const [first] = swarm.pick(suspect, 1);
  suspect.setAlone(true);
  expect(piecesOf(swarm.pick(suspect, 4))).not.toContain(first?.piece);
});

test('once it is cleared, others help with its piece again', () => {
  const swarm = makeSwarm({ pieceCount: 1 });
  const [suspect, other] = [swarm.seed(), swarm.seed()];
  suspect.setAlone(true);
  swarm.pick(suspect, 1);
  expect(swarm.pick(other, 8)).toEqual([]);
  suspect.setAlone(false);
  expect(swarm.pick(other, 8)).not.toEqual([]);
});

test.each([
  ['chokes us', (suspect: ReturnType<ReturnType<typeof makeSwarm>['seed']>) => suspect.giveBackAll()],
  ['leaves', (suspect: ReturnType<ReturnType<typeof makeSwarm>['seed']>) => suspect.leave()],
])('when it %s, others go on with its piece', (_what, end) => {
  const swarm = makeSwarm({ pieceCount: 1 });
  const [suspect, other] = [swarm.seed(), swarm.seed()];
  suspect.setAlone(true);
  swarm.arrive(suspect, swarm.pick(suspect, 2));
  end(suspect);
  expect(swarm.pick(other, 8)).toHaveLength(2);
});

test('what it began for a deadline is left to others when it leaves', () => {
  const swarm = makeSwarm({ pieceCount: 1 });
  const [suspect, other] = [swarm.seed(), swarm.seed()];
  swarm.picker.setDeadline(0, 1_000);
  suspect.setAlone(true);
  swarm.arrive(suspect, swarm.pick(suspect, 1));
  expect(swarm.pick(other, 8)).toEqual([]);
  suspect.leave();
  expect(swarm.pick(other, 8)).toHaveLength(3);
});

test('at the end of all a fast peer takes over what a slow one was alone with', () => {
  const swarm = makeSwarm({ pieceCount: 4 });
  const [slow, fast] = [swarm.seed(), swarm.seed()];
  swarm.giveAt(slow, 1, 0);
  swarm.giveAt(fast, 4, 1);
  slow.setAlone(true);
  const own = swarm.pick(slow, 1);
  const asked = [...swarm.pick(fast, 8), ...swarm.pick(fast, 8)];
  expect(asked.filter(({ piece }) => piece === own[0]?.piece)).toHaveLength(4);
});

test('a late block of one that is alone begins a piece of its own, too', () => {
  const swarm = makeSwarm({ pieceCount: 1 });
  const [suspect, other] = [swarm.seed(), swarm.seed()];
  suspect.setAlone(true);
  const late = swarm.pick(suspect, 1);
  suspect.giveBackAll();
  swarm.arrive(suspect, late);
  expect(swarm.pick(other, 8)).toEqual([]);
  expect(piecesOf(swarm.pick(suspect, 8))).toEqual(piecesOf(late));
});
