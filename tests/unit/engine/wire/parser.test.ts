import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeParser } from '../../../../src/main/engine/transfer/wire/parser.ts';

type Heard =
  | { readonly id: number; readonly body: readonly number[] }
  | { readonly piece: number; readonly begin: number; readonly bytes: readonly number[] };

function listen() {
  const heard: Heard[] = [];
  let block: { piece: number; begin: number; bytes: number[] } | undefined;
  const parser = makeParser({
    onMessage: (id, body) => heard.push({ id, body: [...body] }),
    onBlockBegin: (piece, begin) => (block = { piece, begin, bytes: [] }),
    onBlockBytes: (bytes) => block?.bytes.push(...bytes),
    onBlockEnd: () => block && heard.push(block),
  });
  return { heard, parser };
}

function message(id: number, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(5 + body.length);
  new DataView(bytes.buffer).setUint32(0, 1 + body.length);
  bytes[4] = id;
  bytes.set(body, 5);
  return bytes;
}

const bodies = (min: number, max = min) => fc.uint8Array({ minLength: min, maxLength: max });
const anyMessage = fc.oneof(
  fc.constantFrom(0, 1, 2, 3, 14, 15).map((id) => ({ id, body: new Uint8Array(0) })),
  bodies(4).map((body) => ({ id: 4, body })),
  bodies(12).map((body) => ({ id: 6, body })),
  bodies(3).map((body) => ({ id: 5, body })),
  bodies(8, 8 + 300).map((body) => ({ id: 7, body })),
  bodies(1, 200).map((body) => ({ id: 20, body })),
);

function asHeard({ id, body }: { id: number; body: Uint8Array }): Heard {
  if (id !== 7) return { id, body: [...body] };
  const view = new DataView(body.buffer, body.byteOffset);
  return { piece: view.getUint32(0), begin: view.getUint32(4), bytes: [...body.subarray(8)] };
}

describe('the parser', () => {
  test('hears the same, however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(anyMessage), fc.array(fc.integer({ min: 1, max: 40 })), (messages, cuts) => {
        const stream = Buffer.concat(messages.map(({ id, body }) => message(id, body)));
        const { heard, parser } = listen();
        parser.expectPieces(24);
        let at = 0;
        for (let turn = 0; at < stream.length; turn++) {
          const length = cuts.length === 0 ? stream.length : (cuts[turn % cuts.length] ?? 1);
          expect(parser.read(stream.subarray(at, at + length))).toBeUndefined();
          at += length;
        }
        expect(heard).toEqual(messages.map(asHeard));
      }),
    );
  });

  test('hears nothing in a keep-alive', () => {
    const { heard, parser } = listen();

    parser.read(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1));

    expect(heard).toEqual([{ id: 1, body: [] }]);
  });

  test('skips kinds that it does not know', () => {
    const { heard, parser } = listen();

    parser.read(message(99, new Uint8Array(1000)));
    parser.read(message(2, new Uint8Array(0)));

    expect(heard).toEqual([{ id: 2, body: [] }]);
  });

  test.each([
    ['a length of 2 GiB', Uint8Array.of(0x7f, 0xff, 0xff, 0xff, 20)],
    ['a block of 256 KiB', Uint8Array.of(0, 4, 0, 9, 7, 0, 0, 0, 0, 0, 0, 0, 0)],
    ['a request that is too short', message(6, new Uint8Array(11))],
    ['a bitfield for another number of pieces', message(5, new Uint8Array(4))],
    ['a choke with something behind it', message(0, new Uint8Array(1))],
  ])('refuses %s before it keeps any of it', (_, bytes) => {
    const { heard, parser } = listen();
    parser.expectPieces(24);

    expect(parser.read(bytes)).toMatch(/a message of kind \d+ with \d+ bytes/u);
    expect(heard).toEqual([]);
  });

  test('never throws, and stops at the first thing that no peer may say', () => {
    fc.assert(
      fc.property(fc.array(bodies(0, 100)), (chunks) => {
        const { heard, parser } = listen();
        let wasWrong = false;
        for (const chunk of chunks) {
          const before = heard.length;
          wasWrong = parser.read(chunk) !== undefined || wasWrong;
          expect(wasWrong && heard.length > before && parser.read(chunk) !== undefined).toBe(false);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('can be stopped in the middle of what it reads', () => {
    const ids: number[] = [];
    const parser = makeParser({
      onMessage(id) {
        ids.push(id);
        parser.stop();
      },
      onBlockBegin: () => undefined,
      onBlockBytes: () => undefined,
      onBlockEnd: () => undefined,
    });

    parser.read(Buffer.concat([message(1, new Uint8Array(0)), message(2, new Uint8Array(0))]));

    expect(ids).toEqual([1]);
  });
});
