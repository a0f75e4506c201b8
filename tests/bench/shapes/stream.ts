import type { Shape } from './shape.ts';

/** A place kept for what is not there yet, so that its goals are listed with every run as what they are: not measured. */
export function makeStream(): Shape {
  return {
    name: 'stream',
    block: 'stream',
    title: 'First byte of a stream, and of one sought in the middle, over a line with a round trip of 20 ms',
    columns: [
      { key: 'first', label: 'ms to first byte', digits: 0 },
      { key: 'seek', label: 'ms to first byte sought', digits: 0 },
    ],
    memoryBytes: 0,
    limitSeconds: 1,
    unfit: ({ name }) =>
      name.startsWith('Warren') ? 'has no streams for a player yet' : 'has no streams for a player',
    run: () => Promise.reject(new Error('Nothing can be measured here yet')),
  };
}
