import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeBanList, makeBlame } from '../../../../src/main/engine/transfer/blame/index.ts';

const blockBytes = 16_384;

function pieceOf(values: readonly number[]): Uint8Array {
  return Buffer.concat(values.map((value) => Buffer.alloc(blockBytes, value)));
}

describe('blame', () => {
  test('falls at once on one who sent a wrong piece alone', () => {
    const bans = makeBanList({ nowMs: () => 0 });

    makeBlame(bans).failed(0, ['a', 'a'], pieceOf([1, 2]));

    expect(bans.isBanned('a')).toBe(true);
  });

  test('suspects all who took part in a wrong piece until it is right or too long ago', () => {
    const bans = makeBanList({ nowMs: () => 0 });
    const blame = makeBlame(bans);
    blame.failed(0, ['liar', 'honest'], pieceOf([200, 1]));
    blame.failed(1, ['liar', 'other'], pieceOf([200, 1]));
    expect(['liar', 'honest', 'other', 'stranger'].map((one) => blame.isSuspect(one))).toEqual([
      true,
      true,
      true,
      false,
    ]);

    blame.verified(0, pieceOf([0, 1]));

    expect(['liar', 'honest', 'other'].map((one) => blame.isSuspect(one))).toEqual([true, false, true]);
    for (let piece = 2; piece < 70; piece++) blame.failed(piece, ['x', 'y'], pieceOf([200, 1]));
    expect(blame.isSuspect('other')).toBe(false);
  });

  test('finds every liar of a piece of several senders once it is right, and nobody else', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ sender: fc.constantFrom('a', 'b', 'c', 'd'), lies: fc.boolean() }), {
          minLength: 2,
          maxLength: 8,
        }),
        (blocks) => {
          fc.pre(new Set(blocks.map(({ sender }) => sender)).size > 1 && blocks.some(({ lies }) => lies));
          const bans = makeBanList({ nowMs: () => 0 });
          const blame = makeBlame(bans);
          const right = pieceOf(blocks.map((_, n) => n));
          blame.failed(
            3,
            blocks.map(({ sender }) => sender),
            pieceOf(blocks.map(({ lies }, n) => (lies ? 200 : n))),
          );
          expect(['a', 'b', 'c', 'd'].some((one) => bans.isBanned(one))).toBe(false);

          blame.verified(3, right);

          const liars = new Set<string>(blocks.filter(({ lies }) => lies).map(({ sender }) => sender));
          for (const one of ['a', 'b', 'c', 'd']) expect(bans.isBanned(one)).toBe(liars.has(one));
        },
      ),
    );
  });

  test('a nuisance is forgiven in time, and banned when there is no end to it', () => {
    let now = 0;
    const bans = makeBanList({ nowMs: () => now });
    const heard: string[] = [];
    bans.onBan((party) => heard.push(party));
    for (let n = 0; n < 1_000; n++) {
      bans.strike('clumsy', 1);
      now += 1_000;
    }
    expect(bans.isBanned('clumsy')).toBe(false);

    for (let n = 0; n < 1_000; n++) bans.strike('nuisance', 1);

    expect(bans.isBanned('nuisance')).toBe(true);
    expect(heard).toEqual(['nuisance']);
  });

  test('those that the user chose are banned, on whatever port, until they are not chosen any more', () => {
    const bans = makeBanList({ nowMs: () => 0 });
    const heard: string[] = [];
    bans.onBan((party) => heard.push(party));
    bans.choose(['192.0.2.7', '127.0.0.1']);
    bans.choose(['192.0.2.7', '127.0.0.1', '2001:db8::7']);
    expect(heard).toEqual(['192.0.2.7', '127.0.0.1', '2001:db8::7']);
    for (const party of ['192.0.2.7', '127.0.0.1 6881', '2001:db8::7'])
      expect(bans.isBanned(party)).toBe(true);
    expect(bans.isBanned('192.0.2.70')).toBe(false);
    bans.ban('203.0.113.1');
    bans.choose([]);
    expect(bans.isBanned('192.0.2.7')).toBe(false);
    expect(bans.isBanned('203.0.113.1')).toBe(true);
  });
});
