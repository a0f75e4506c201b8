import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultRoutesAmong } from '../../../src/main/network/system/default-routes.ts';
import {
  parseRouteMessage,
  tableForEveryone,
  type Route,
} from '../../../src/main/network/system/route-messages.ts';

const attribute = (type: number, ...bytes: readonly number[]) => {
  const length = 4 + bytes.length;
  const padding = Buffer.alloc(((length + 3) & ~3) - length);
  return Buffer.concat([Buffer.from([length, 0, type, 0, ...bytes]), padding]);
};
/** family, destination length, source length, tos, table, protocol, scope, type, flags */
const fixed = (prefixLength: number, table: number, type = 1) =>
  Buffer.from([10, prefixLength, 0, 0, table, 0, 0, type, 0, 0, 0, 0]);

test('a route is read with its table, also where the number of that is large, and its interface', () => {
  const message = Buffer.concat([
    fixed(4, 252),
    attribute(15, 0x6c, 0xca, 0, 0),
    attribute(1, ...[0x20, ...Array.from({ length: 15 }, () => 0)]),
    attribute(4, 7, 0, 0, 0),
  ]);
  expect(parseRouteMessage(message)).toMatchObject({ table: 51_820, prefixLength: 4, interfaces: [7] });
  expect(parseRouteMessage(Buffer.concat([fixed(0, 254, 7), attribute(4, 7, 0, 0, 0)]))).toBeUndefined();
});

test('a rule is for everyone when it asks nothing of a packet, or that it has no mark', () => {
  const rule = (flags: number, ...attributes: readonly Buffer[]) =>
    tableForEveryone(
      Buffer.concat([Buffer.from([10, 0, 0, 0, 254, 0, 0, 1, flags, 0, 0, 0]), ...attributes]),
    );
  const mark = attribute(10, 7, 0, 0, 0);
  expect(rule(0)).toBe(254);
  expect(rule(2)).toBeUndefined();
  expect(rule(0, mark)).toBeUndefined();
  expect(rule(2, mark)).toBe(254);
  // A mask that lets every mark through.
  expect(rule(0, mark, attribute(16, 8, 0, 0, 0))).toBe(254);
  expect(rule(0, attribute(17, 0x77, 0x67, 0x30, 0))).toBeUndefined();
});

test('whatever the kernel says is read without a throw', () => {
  const bytes = fc.uint8Array({ maxLength: 200 }).map((each) => Buffer.from(each));
  fc.assert(
    fc.property(fc.array(bytes, { maxLength: 5 }), (messages) => {
      const routes = messages.flatMap((each): Route[] => {
        tableForEveryone(each);
        return [parseRouteMessage(each) ?? []].flat();
      });
      const found = defaultRoutesAmong({ v4: routes, v6: routes }, new Map([[1, 'one']]));
      expect([...found.v4, ...found.v6].filter((name) => name !== 'one')).toEqual([]);
    }),
  );
});
