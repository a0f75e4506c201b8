import { expect, test } from 'vitest';
import { makeObservations } from '../../../src/main/network/guard/observations.ts';

test('who says the same is counted, each kind of observer by itself', () => {
  const observations = makeObservations();
  observations.add('198.51.100.2', 'peer');
  observations.add('198.51.100.2', 'dht');
  observations.add('198.51.100.2', 'peer');
  expect(observations.list()).toEqual([
    { address: '198.51.100.2', by: 'dht', count: 1 },
    { address: '198.51.100.2', by: 'peer', count: 2 },
  ]);
});

test('what a program of this computer says is no address that anybody outside can see', () => {
  const observations = makeObservations();
  for (const address of ['127.0.0.1', '127.4.0.1', '::1']) observations.add(address, 'peer');
  observations.add('10.0.0.1', 'peer');
  expect(observations.list()).toEqual([{ address: '10.0.0.1', by: 'peer', count: 1 }]);
});

test('only the fifty most recent are kept, whatever strangers make up', () => {
  const observations = makeObservations();
  for (let last = 0; last < 200; last++) observations.add(`10.0.0.${last}`, 'peer');
  expect(observations.list()).toHaveLength(50);
  expect(observations.list().at(-1)?.address).toBe('10.0.0.199');
});
