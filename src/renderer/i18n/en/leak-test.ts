import type { LeakCheck } from '#shared/contract/network.ts';

export const leakTest = {
  run: 'Run leak test',
  again: 'Run it again',
  cancel: 'Stop',
  title: 'Leak test',
  running: 'Testing; this takes a few seconds.',
  stopped: 'The leak test was stopped.',
  waiting: 'not looked at yet',
  steps: 'Steps of the leak test',
  check: {
    interface: 'The interface is there and is the right one',
    proxy: 'Everything goes through the proxy',
    route: 'Packets leave through it',
    dns: 'Names are looked up through it',
    ipv6: 'IPv6 goes no other way',
    sockets: 'Every connection is tied to it',
    native: 'Nothing goes round the guard',
    'observed-address': 'Others see the right address',
    'kernel-packets': 'The system itself does not answer another way',
  } satisfies Record<LeakCheck['name'], string>,
  verdict: { ok: 'Passed', leak: 'Leak', unknown: 'Cannot tell' } satisfies Record<
    LeakCheck['verdict'],
    string
  >,
  overall: {
    ok: 'No leak was found.',
    leak: 'A leak was found.',
    unknown: 'It cannot be told whether something leaks.',
  } satisfies Record<LeakCheck['verdict'], string>,
  at: 'Tested {time}',
  saveText: 'Save as text',
  saveJson: 'Save as JSON',
  reportTitle: 'Warren leak test of “{profile}”, {time}',
  fileName: 'warren-leak-test-{profile}-{date}',
  announced: 'Leak test of “{profile}”: {verdict}',
} as const;
