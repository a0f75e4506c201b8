import { expect, test } from 'vitest';
import { doorSentences, sentenceOf, type DoorSentence } from '../../../src/shared/contract/door-sentences.ts';
import { denialReasons } from '../../../src/shared/contract/engine-door.ts';
import { shutReasons } from '../../../src/shared/contract/network.ts';

test('a sentence of the core has its values in their places, and lists joined', () => {
  expect(sentenceOf('check-tied', { interface: 'wg0', addresses: ['10.66.0.2', 'fd66::2'] })).toBe(
    'Every connection is tied to "wg0", from 10.66.0.2 and fd66::2.',
  );
  expect(sentenceOf('check-sockets-leak', { unexplained: 2, sockets: 14 })).toMatch(/^2 of 14 /u);
  expect(sentenceOf('alive')).toBe(doorSentences.alive);
});

test('there is one for every way in which a door can be shut or stop something', () => {
  const names = Object.keys(doorSentences) as DoorSentence[];
  for (const reason of shutReasons) expect(names).toContain(`shut-${reason}`);
  for (const reason of denialReasons) expect(names).toContain(`denied-${reason}`);
});
