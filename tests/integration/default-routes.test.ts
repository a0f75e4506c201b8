import { join } from 'node:path';
import { beforeAll, afterAll, expect, test } from 'vitest';
import { makeNamespace, plugCable, type NetworkNamespace } from '../support/network-namespace.ts';
import { describeWith } from '../support/tools.ts';

const inside = join(import.meta.dirname, '..', 'support', 'inside', 'default-routes.ts');

const [both, none, onlyV4, onlyV6] = [
  [true, true, null],
  [false, false, null],
  [true, false, null],
  [false, true, null],
];

describeWith(['network namespaces (root)'], 'everything leads through an interface', () => {
  const stack = new DisposableStack();
  let computer: NetworkNamespace;
  beforeAll(() => {
    const other = stack.use(makeNamespace());
    computer = stack.use(makeNamespace());
    plugCable(
      'tun9',
      { in: computer, addresses: ['10.66.0.2/24', 'fd66::2/64'] },
      { in: other, addresses: ['10.66.0.1/24', 'fd66::1/64'] },
    );
  });
  afterAll(() => stack.dispose());

  /** What Warren says with these lines run; each is taken back after it. */
  function withLines(...lines: readonly string[]): unknown {
    computer.shell(...lines.map((line) => `ip ${line}`));
    const said = computer.runUnprivileged(inside, ['tun9']);
    computer.shell(...lines.map((line) => `ip ${line.replace(/ (add|replace) /u, ' delete ')}`));
    return said;
  }

  test.each([
    ['no route at all', [], none],
    ['a default route', ['-4 route add default dev tun9', '-6 route add default dev tun9'], both],
    ['one by a gateway', ['-4 route add default via 10.66.0.1'], [true, false, '10.66.0.1']],
    [
      'halves, as VPN programs make them',
      ['-4 route add 0.0.0.0/1 dev tun9', '-4 route add 128.0.0.0/1 dev tun9', '-6 route add ::/1 dev tun9'],
      both,
    ],
    [
      'the four parts that OpenVPN makes of IPv6',
      ['-6 route add 2000::/4 dev tun9', '-6 route add 3000::/4 dev tun9'],
      onlyV6,
    ],
    ['one half', ['-4 route add 128.0.0.0/1 dev tun9', '-6 route add 8000::/1 dev tun9'], none],
    ['one that leads nowhere', ['-6 route add unreachable default metric 9999'], none],
    [
      'one that is shared',
      ['-6 route add default nexthop via fd66::1 dev tun9 nexthop via fd66::3 dev tun9'],
      onlyV6,
    ],
    [
      'a table that nobody is sent to',
      ['-4 route add default dev tun9 table 1234', '-6 route add default dev tun9 table 1234'],
      none,
    ],
    [
      'a table for one address',
      ['-6 route add default dev tun9 table 61007', '-6 rule add from fd66::2 lookup 61007'],
      none,
    ],
    [
      'a table for what carries a mark',
      ['-6 route add default dev tun9 table 77', '-6 rule add fwmark 7 lookup 77'],
      none,
    ],
    [
      'a table for all that carries no mark, as wg-quick makes it',
      [
        '-4 route add default dev tun9 table 51820',
        '-4 rule add not fwmark 51820 table 51820',
        '-6 route add default dev tun9 table 51820',
        '-6 rule add not fwmark 51820 table 51820',
        '-6 rule add table main suppress_prefixlength 0',
      ],
      both,
    ],
    [
      'the same for IPv4 only',
      ['-4 route add default dev tun9 table 51820', '-4 rule add not fwmark 51820 table 51820'],
      onlyV4,
    ],
  ])('with %s or not', (_what, lines, expected) => {
    expect(withLines(...lines)).toEqual(expected);
  });

  test('with more routes than fit into one answer', () => {
    const many = Array.from({ length: 3_000 }, (_, n) => `route add fd01:${n.toString(16)}::/48 dev tun9`);
    computer.shell(`printf '%s\n' ${many.map((line) => `'${line}'`).join(' ')} | ip -6 -batch -`);
    expect(computer.runUnprivileged(inside, ['tun9'])).toEqual(none);
    expect(withLines('-6 route add default dev tun9')).toEqual(onlyV6);
  });
});
