import type { Menu, MenuItemConstructorOptions, Task } from 'electron';
import { expect, test } from 'vitest';
import { parseCommandLine } from '../../../src/main/desktop/command-line.ts';
import { makeCarryOut } from '../../../src/main/desktop/shortcuts/carry-out.ts';
import { offerShortcuts } from '../../../src/main/desktop/shortcuts/offer-shortcuts.ts';
import { makeSpeech } from '../../../src/main/desktop/speech/speech.ts';
import type { Logger } from '../../../src/main/ports/logger.ts';
import type { OpenSource } from '../../../src/shared/contract/shell.ts';
import type { Torrent } from '../../../src/shared/contract/torrent.ts';

const nothing = () => undefined;
const silent: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** What a system gets, by what it is. */
function offered(platform: NodeJS.Platform, dataDir?: string) {
  const tasks: Task[] = [];
  const dock: MenuItemConstructorOptions[] = [];
  const done: string[] = [];
  offerShortcuts({
    app: {
      isPackaged: true,
      getAppPath: () => 'unused',
      setUserTasks: (given) => tasks.push(...given) > 0,
      // Only this of the dock is used.
      dock: { setMenu: (menu: unknown) => dock.push(...(menu as typeof dock)) } as never,
    },
    menus: { buildFromTemplate: (template) => template as unknown as Menu },
    program: 'C:\\Program Files\\Warren\\warren.exe',
    platform,
    speech: makeSpeech('en'),
    dataDir,
    carryOut: (wish) => done.push(wish),
  });
  return { tasks, dock, done };
}

test('the jump list of Windows starts Warren with a wish that it understands', () => {
  const { tasks, dock } = offered('win32', 'D:\\My data\\');
  expect(dock).toEqual([]);
  expect(tasks.map(({ title }) => title)).toEqual(['Add a link…', 'Pause all', 'Open the library']);
  expect(tasks[1]?.arguments).toBe('--data-dir "D:\\My data\\\\" --do pause-all');
  const words = offered('win32').tasks.map((task) => task.arguments.split(' '));
  expect(words.map((args) => parseCommandLine(args, { isPackaged: true }).wish)).toEqual([
    'add-link',
    'pause-all',
    'open-library',
  ]);
});

test('the dock of macOS has the same, and does it at once', () => {
  const { tasks, dock, done } = offered('darwin');
  expect(tasks).toEqual([]);
  for (const { click } of dock) (click as () => void)();
  expect(done).toEqual(['add-link', 'pause-all', 'open-library']);
});

test('Linux is given neither', () => {
  const { tasks, dock } = offered('linux');
  expect([...tasks, ...dock]).toEqual([]);
});

test('a link is asked for in the window, the library opened in it, and pausing needs none', async () => {
  const [opened, kept, paused]: [unknown[], OpenSource[], string[]] = [[], [], []];
  const torrents = [
    { id: 'a', state: 'seeding' },
    { id: 'b', state: 'paused' },
  ] as Torrent[]; // only these fields are looked at
  const carryOut = makeCarryOut({
    handlers: {
      'torrents.list': () => Promise.resolve(torrents),
      'torrents.pause': ({ ids }) => {
        paused.push(...ids);
        return Promise.resolve([]);
      },
      'torrents.resume': () => Promise.resolve([]),
    },
    sources: { keep: (source) => void kept.push(source) },
    open: (place) => void opened.push(place),
    logger: silent,
  });
  carryOut('pause-all');
  await new Promise((resolve) => setImmediate(resolve));
  expect([paused, opened]).toEqual([['a'], []]);
  carryOut('add-link');
  expect([kept, opened]).toEqual([[{ wish: 'add-link' }], [undefined]]);
  carryOut('open-library');
  expect(opened).toEqual([undefined, '/library']);
});
