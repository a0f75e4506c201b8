import { randomBytes, randomInt } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  acceptEncrypted,
  dialEncrypted,
  hiddenName,
  type EncryptionPolicy,
  type Secured,
} from '../../../../src/main/engine/transfer/encryption/index.ts';

const infoHash = Buffer.alloc(20, 7);
const plainBeginning = Buffer.from('\u0013BitTorrent protocol', 'latin1');
const firstWords = Buffer.from('the first words');
const random = {
  randomBytes: (length: number) => randomBytes(length),
  randomInt: (end: number) => randomInt(end),
};

interface Side {
  secured?: Secured;
  plain?: Uint8Array;
  failed?: string;
}

/** Both sides over a wire that cuts what is sent as `cuts` says. */
function meet(dialler: EncryptionPolicy, accepter: EncryptionPolicy, cuts: readonly number[] = []) {
  const [one, other]: [Side, Side] = [{}, {}];
  const toOther: Uint8Array[] = [];
  const toOne: Uint8Array[] = [];
  const dialled = dialEncrypted({
    ...random,
    policy: dialler,
    infoHash,
    firstWords,
    send: (bytes) => toOther.push(Uint8Array.from(bytes)),
    onDone: (secured) => (one.secured = secured),
    onFail: (why) => (one.failed = why),
  });
  const accepted = acceptEncrypted({
    ...random,
    policy: accepter,
    plainBeginning,
    find: (hidden) => (Buffer.compare(hidden, hiddenName(infoHash)) === 0 ? infoHash : undefined),
    send: (bytes) => toOne.push(Uint8Array.from(bytes)),
    onDone: (secured) => (other.secured = secured),
    onPlain: (rest) => (other.plain = rest),
    onFail: (why) => (other.failed = why),
  });
  let turn = 0;
  const deliver = (queue: Uint8Array[], to: { receive(bytes: Uint8Array): void }) => {
    const bytes = Buffer.concat(queue.splice(0));
    for (let at = 0; at < bytes.length;) {
      const length = cuts.length === 0 ? bytes.length : (cuts[turn++ % cuts.length] ?? 1);
      to.receive(Uint8Array.from(bytes.subarray(at, at + length)));
      at += length;
    }
  };
  while (toOther.length + toOne.length > 0) {
    deliver(toOther, accepted);
    deliver(toOne, dialled);
  }
  return { one, other };
}

describe('the encrypted handshake', () => {
  test.each([
    ['required', 'allowed', true],
    ['required', 'required', true],
    ['required', 'preferred', true],
    ['preferred', 'preferred', true],
    ['preferred', 'required', true],
    ['preferred', 'allowed', true],
    ['allowed', 'allowed', false],
    ['allowed', 'required', true],
  ] as const)('between %s and %s ends encrypted: %s', (dialler, accepter, isEncrypted) => {
    const { one, other } = meet(dialler, accepter);

    expect([one.failed, other.failed]).toEqual([undefined, undefined]);
    expect(one.secured?.encrypt !== undefined).toBe(isEncrypted);
    expect(other.secured?.decrypt !== undefined).toBe(isEncrypted);
    expect(Buffer.from(other.secured?.rest ?? []).toString()).toBe('the first words');
  });

  test('ends the same however the bytes are cut, and both streams are understood', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1 }), (cuts) => {
        const { one, other } = meet('required', 'required', cuts);
        const said = Buffer.from('what follows');
        const [there, back] = [Uint8Array.from(said), Uint8Array.from(said)];
        one.secured?.encrypt?.apply(there);
        expect(Buffer.from(there)).not.toEqual(said);
        other.secured?.decrypt?.apply(there);
        other.secured?.encrypt?.apply(back);
        one.secured?.decrypt?.apply(back);
        expect([Buffer.from(there), Buffer.from(back)]).toEqual([said, said]);
        for (const { secured } of [one, other]) {
          secured?.encrypt?.release();
          secured?.decrypt?.release();
        }
      }),
      { numRuns: 30 },
    );
  });

  test('a plain handshake is handed on as it came, unless encryption is required', () => {
    const hear = (policy: EncryptionPolicy, parts: readonly Uint8Array[]) => {
      const side: Side = {};
      const accepted = acceptEncrypted({
        ...random,
        policy,
        plainBeginning,
        find: () => undefined,
        send: () => undefined,
        onDone: () => undefined,
        onPlain: (rest) => (side.plain = rest),
        onFail: (why) => (side.failed = why),
      });
      for (const part of parts) accepted.receive(part);
      return side;
    };
    const whole = Buffer.concat([plainBeginning, Buffer.alloc(48, 1)]);

    expect(Buffer.from(hear('allowed', [whole]).plain ?? [])).toEqual(whole);
    expect(Buffer.from(hear('preferred', [whole.subarray(0, 5), whole.subarray(5)]).plain ?? [])).toEqual(
      whole,
    );
    expect(hear('required', [whole])).toEqual({ failed: 'It does not encrypt.' });
  });

  test.each([
    ['zeros', Buffer.alloc(96)],
    ['one', Buffer.concat([Buffer.alloc(95), Buffer.from([1])])],
    ['all ones', Buffer.alloc(96, 0xff)],
  ])('a key of %s ends it without harm', (_, key) => {
    let failed = '';
    const accepted = acceptEncrypted({
      ...random,
      policy: 'allowed',
      plainBeginning,
      find: () => undefined,
      send: () => undefined,
      onDone: () => undefined,
      onPlain: () => undefined,
      onFail: (why) => (failed = why),
    });

    accepted.receive(key);

    expect(failed).toBe('It sent no key.');
  });

  test('whatever a stranger sends, nothing is thrown, and it never waits for more than a handshake has', () => {
    const chunk = fc.uint8Array({ minLength: 1, maxLength: 2_000 });
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 12 }), fc.boolean(), (chunks, isDialled) => {
        let ends = 0;
        const common = { ...random, policy: 'allowed' as const, send: () => undefined };
        const end = { onDone: () => (ends += 1), onFail: () => (ends += 1) };
        const side = isDialled
          ? dialEncrypted({ ...common, ...end, infoHash, firstWords })
          : acceptEncrypted({
              ...common,
              ...end,
              plainBeginning,
              find: () => undefined,
              onPlain: () => (ends += 1),
            });
        let sent = 0;
        for (const bytes of chunks) {
          side.receive(bytes);
          sent += bytes.length;
        }
        expect(ends).toBeLessThanOrEqual(1);
        expect(sent > 700 ? ends : 1).toBe(1);
      }),
      { numRuns: 200 },
    );
  });
});
