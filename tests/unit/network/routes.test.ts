import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDefaultRoutes } from '../../../src/main/network/system/routes.ts';

const head = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n';
const v4 = (...lines: string[]) => head + lines.map((line) => `${line}\t0\t0\t0\n`).join('');
const v6 = (...routes: (readonly [destination: string, prefix: string, name: string])[]) =>
  routes
    .map(
      ([destination, prefix, name]) =>
        `${destination.padEnd(32, '0')} ${prefix} ${'0'.repeat(32)} 00 ${'0'.repeat(32)} 00000400 00000001 00000000 00000001 ${name}\n`,
    )
    .join('');

test('a default route counts, with its gateway, and so do the two halves that VPNs use', () => {
  const text = v4(
    'eth0\t00000000\t0102A8C0\t0003\t0\t0\t100\t00000000',
    'wg0\t00000000\t00000000\t0001\t0\t0\t0\t00000080',
    'wg0\t00000080\t00000000\t0001\t0\t0\t0\t00000080',
    'tun0\t00000000\t00000000\t0001\t0\t0\t0\t00000080',
    'wg0\t0000420A\t00000000\t0001\t0\t0\t0\t00FFFFFF',
  );
  const found = parseDefaultRoutes(text, '');
  expect([...found.v4]).toEqual(['eth0', 'wg0']);
  expect([...found.gateways]).toEqual([['eth0', '192.168.2.1']]);
});

test('of IPv6 counts what leads to all of the internet, in one route, two or OpenVPN’s four', () => {
  const text = v6(
    ['', '00', 'eth0'],
    ['', '01', 'wg0'],
    ['8', '01', 'wg0'],
    ['', '03', 'tun0'],
    ['2', '04', 'tun0'],
    ['3', '04', 'tun0'],
    ['fc', '07', 'tun0'],
    ['2', '04', 'half0'],
    ['20010db8', '20', 'lan0'],
    ['', '00', 'lo'],
  );
  expect([...parseDefaultRoutes('', text).v6]).toEqual(['eth0', 'wg0', 'tun0']);
});

test('whatever stands there is read without a throw', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      expect(parseDefaultRoutes(one, other).gateways).toBeInstanceOf(Map);
    }),
  );
});
