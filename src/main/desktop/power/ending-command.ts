import type { Ending } from '#shared/contract/when-done.ts';

type Command = readonly [file: string, ...args: string[]];

/** With Windows' own tools a computer cannot be put to sleep for sure: what is known as a way hibernates some of them. */
const commands: Readonly<Partial<Record<NodeJS.Platform, Partial<Record<Ending, Command>>>>> = {
  linux: { sleep: ['systemctl', 'suspend'], 'shut-down': ['systemctl', 'poweroff'] },
  darwin: {
    sleep: ['/usr/bin/pmset', 'sleepnow'],
    'shut-down': ['/usr/bin/osascript', '-e', 'tell application "System Events" to shut down'],
  },
  win32: { 'shut-down': ['shutdown.exe', '/s', '/t', '0'] },
};

/**
 * What has the system do it; undefined where there is no such command. It ends every program in order, this one too. Those
 * of macOS and Windows are from their manuals and have not been run.
 */
export function endingCommand(ending: Ending, platform: NodeJS.Platform): Command | undefined {
  return commands[platform]?.[ending];
}
