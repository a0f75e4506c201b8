import { expect, test } from 'vitest';
import { makeBringToRest } from '../../../src/main/desktop/power/bring-to-rest.ts';
import { runCommand } from '../../../src/main/desktop/power/run-command.ts';

/** What a system is told; nothing is run. */
function on(platform: NodeJS.Platform) {
  const told: string[] = [];
  const rest = makeBringToRest({
    platform,
    quit: () => void told.push('quit'),
    run(file, args) {
      told.push([file, ...args].join(' '));
      return Promise.resolve();
    },
  });
  return { rest, told };
}

test('quitting tells the system nothing', async () => {
  const { rest, told } = on('linux');
  await rest.carryOut('quit');
  expect(told).toEqual(['quit']);
});

test.each([
  ['linux', 'sleep', 'systemctl suspend'],
  ['linux', 'shut-down', 'systemctl poweroff'],
  ['darwin', 'sleep', '/usr/bin/pmset sleepnow'],
  ['darwin', 'shut-down', '/usr/bin/osascript -e tell application "System Events" to shut down'],
  ['win32', 'shut-down', 'shutdown.exe /s /t 0'],
] as const)('on %s, %s is %s', async (platform, ending, command) => {
  const { rest, told } = on(platform);
  expect(rest.possible).toContain(ending);
  await rest.carryOut(ending);
  expect(told).toEqual([command]);
});

test('what a system has no command for is not possible, and is refused', async () => {
  const { rest, told } = on('win32');
  expect(rest.possible).toEqual(['quit', 'shut-down']);
  await expect(rest.carryOut('sleep')).rejects.toThrow();
  expect(on('freebsd').rest.possible).toEqual(['quit']);
  expect(told).toEqual([]);
});

test('a command that is not there, or says that it did not work, is a refusal', async () => {
  await expect(runCommand('there-is-no-such-program', [])).rejects.toThrow();
  await expect(runCommand(process.execPath, ['-e', 'process.exit(3)'])).rejects.toThrow();
  await expect(runCommand(process.execPath, ['-e', ''])).resolves.toBeUndefined();
});
