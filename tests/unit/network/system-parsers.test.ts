import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseResolvConf, parseResolvectl } from '../../../src/main/network/system/dns-servers.ts';
import { parseDefaultRoutes } from '../../../src/main/network/system/routes.ts';
import { parseRoute } from '../../../src/main/network/system/source-routes.ts';

const head = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT';
const v4 = (...lines: string[]) => [head, ...lines].join('\n');
const zeros = '0'.repeat(32);
const v6Line = (destination: string, prefix: string, name: string, flags = '00000001') =>
  `${destination} ${prefix} ${zeros} 00 ${zeros} 00000400 00000001 00000000 ${flags}     ${name}`;

describe('/proc/net/route and ipv6_route', () => {
  test('a default route is found, with its gateway', () => {
    const text = v4(
      'eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0',
      'eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0',
    );
    const { v4: found, gateways } = parseDefaultRoutes(text, '');
    expect([...found]).toEqual(['eth0']);
    expect(gateways.get('eth0')).toBe('192.0.2.1');
  });

  test('two halves are a whole, one half is none, and the same half twice is none', () => {
    const low = 'tun0\t00000000\t00000000\t0001\t0\t0\t0\t00000080\t0\t0\t0';
    const high = 'tun0\t00000080\t00000000\t0001\t0\t0\t0\t00000080\t0\t0\t0';
    const lowAgain = 'tun0\t00000000\t00000000\t0001\t0\t0\t50\t00000080\t0\t0\t0';
    expect([...parseDefaultRoutes(v4(low, high), '').v4]).toEqual(['tun0']);
    expect([...parseDefaultRoutes(v4(low), '').v4]).toEqual([]);
    expect([...parseDefaultRoutes(v4(low, lowAgain), '').v4]).toEqual([]);
  });

  test('routes that are down, that lead nowhere or only to a part are none', () => {
    expect([...parseDefaultRoutes(v4('eth0\t00000000\t0\t0000\t0\t0\t0\t00000000\t0\t0\t0'), '').v4]).toEqual(
      [],
    );
    const nowhere = v6Line(zeros, '00', 'lo', '00200200');
    const part = v6Line(zeros, '40', 'eth0');
    expect([...parseDefaultRoutes('', `${nowhere}\n${part}`).v6]).toEqual([]);
    expect([...parseDefaultRoutes('', v6Line(zeros, '00', 'eth0', '00000003')).v6]).toEqual(['eth0']);
  });

  test('any text is read without harm', () => {
    const word = fc.oneof(fc.constantFrom('eth0', '00000000', '0001', '\t', '\n', '80'), fc.string());
    const text = fc.array(word).map((words) => words.join('\t'));
    fc.assert(
      fc.property(text, text, (one, other) => {
        for (const gateway of parseDefaultRoutes(v4(one), other).gateways.values())
          expect(isIP(gateway)).toBe(4);
      }),
    );
  });
});

describe('DNS servers', () => {
  test('are read of resolvectl, by interface', () => {
    const servers = parseResolvectl(
      [
        'Global:',
        'Link 2 (eth0): 192.0.2.53 2001:db8::53',
        'Link 3 (wg0): 10.64.0.1#dns.example',
        'Link 4 (tun0):',
      ].join('\n'),
    );
    expect([...servers]).toEqual([
      ['eth0', ['192.0.2.53', '2001:db8::53']],
      ['wg0', ['10.64.0.1']],
    ]);
  });

  test('on this computer are none: they could not be reached, and ask whom they like', () => {
    expect(parseResolvConf('nameserver 127.0.0.53\nnameserver ::1\nnameserver 9.9.9.9\n')).toEqual([
      '9.9.9.9',
    ]);
    expect(parseResolvConf('# nameserver 1.1.1.1\nsearch home\noptions edns0')).toEqual([]);
  });

  test('are addresses, whatever the text is', () => {
    const text = fc
      .array(
        fc.oneof(fc.constantFrom('nameserver ', 'Link 2 (eth0): ', '\n', ' ', '1.1.1.1', '::'), fc.string()),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (given) => {
        const all = [...parseResolvConf(given), ...[...parseResolvectl(given).values()].flat()];
        for (const server of all) expect(isIP(server)).toBeGreaterThan(0);
      }),
    );
  });
});

test('of `ip route get` the interface is read, and nothing of other text', () => {
  expect(parseRoute('9.9.9.9 from 10.66.0.2 via 192.0.2.1 dev eth0 uid 1000 \n    cache \n')).toEqual([
    'eth0',
  ]);
  expect(parseRoute('9.9.9.9 from 10.66.0.2 dev wg0 table 51820 uid 0')).toEqual(['wg0']);
  expect(parseRoute('')).toBeUndefined();
  fc.assert(fc.property(fc.string(), (text) => void parseRoute(text)));
});
