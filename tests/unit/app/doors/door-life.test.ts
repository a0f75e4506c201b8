import { expect, test } from 'vitest';
import { makeDoorLives } from '../../../../src/main/app/doors/door-life.ts';
import { stateOf } from '../../../../src/main/app/doors/profile-state.ts';
import type { DoorFacts } from '../../../../src/shared/contract/engine-door.ts';

const facts = (more: Partial<DoorFacts>): DoorFacts => ({
  denied: {},
  observed: [],
  receivedBytes: 0,
  externalPort: null,
  portProblem: null,
  ...more,
});

function makeLives() {
  const at = { ms: 0 };
  const clock = { now: () => new Date(at.ms), monotonicMs: () => at.ms };
  return { lives: makeDoorLives({ clock }), at };
}

test('a door is verified by what comes in, and dead after two questions that nobody answers', () => {
  const { lives } = makeLives();
  const state = () => stateOf(lives.of('VPN'));
  expect(state()).toBe('unverified');
  lives.fold('VPN', facts({ receivedBytes: 10 }));
  expect(state()).toBe('up');
  lives.of('VPN').silentProbes++;
  expect(state()).toBe('up');
  lives.of('VPN').silentProbes++;
  expect(state()).toBe('dead');
  // The same count again is no news; one byte more is.
  lives.fold('VPN', facts({ receivedBytes: 10 }));
  expect(state()).toBe('dead');
  lives.fold('VPN', facts({ receivedBytes: 11 }));
  expect(state()).toBe('up');
});

test('denials are counted over the lives of processes, and what is new is told', () => {
  const { lives } = makeLives();
  expect(lives.fold('VPN', facts({ denied: { name: 2 } }))).toEqual(['name']);
  expect(lives.fold('VPN', facts({ denied: { name: 2, ipv6: 1 } }))).toEqual(['ipv6']);
  lives.begin('VPN');
  expect(lives.fold('VPN', facts({ denied: { name: 1 } }))).toEqual(['name']);
  expect(lives.of('VPN').denied).toEqual({ name: 3, ipv6: 1 });
});

test('what a new process knows of the outside begins anew', () => {
  const { lives, at } = makeLives();
  const seen = { address: '198.51.100.2', by: 'peer', count: 1 } as const;
  lives.fold('VPN', facts({ receivedBytes: 5, observed: [seen] }));
  at.ms = 60_000;
  lives.fold('VPN', facts({ receivedBytes: 5, observed: [seen] }));
  expect(lives.of('VPN').observations).toEqual([{ ...seen, lastAt: new Date(0).toISOString() }]);
  lives.fold('VPN', facts({ receivedBytes: 5, observed: [{ ...seen, count: 2 }] }));
  expect(lives.of('VPN').observations).toMatchObject([{ count: 2, lastAt: new Date(60_000).toISOString() }]);
  lives.begin('VPN');
  expect(lives.of('VPN')).toMatchObject({ observations: [], answeredMs: undefined, verifiedAt: null });
});
