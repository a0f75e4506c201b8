import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { autostartEntry, autostartName } from '../../../src/main/desktop/login/autostart-entry.ts';
import {
  autostartFile,
  refreshAutostart,
  removeAutostart,
  writeAutostart,
} from '../../../src/main/desktop/login/autostart-file.ts';
import { argumentsAtLogin } from '../../../src/main/desktop/login/command-at-login.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const execOf = (command: readonly string[]) => /^Exec=(.*)$/mu.exec(autostartEntry(command))?.[1];

test.each([
  [['/usr/bin/warren', '--hidden'], String.raw`"/usr/bin/warren" "--hidden"`],
  [['/opt/my apps/100% "best"'], String.raw`"/opt/my apps/100%% \\"best\\""`],
  [['/a\\b', '$HOME', '`id`'], String.raw`"/a\\\\b" "\\$HOME" "\\` + String.raw`${'`'}id\\${'`'}"`],
  [['/odd\nname'], String.raw`"/odd\nname"`],
])('%j is written so that a desktop reads it as it is', (command, exec) => {
  expect(execOf(command)).toBe(exec);
});

test('at login it is started hidden, with its data directory', () => {
  expect(argumentsAtLogin({ appPath: undefined, dataDir: undefined })).toEqual(['--hidden']);
  expect(argumentsAtLogin({ appPath: '/src', dataDir: '/d' })).toEqual([
    '/src',
    '--data-dir',
    '/d',
    '--hidden',
  ]);
});

test('each data directory has a file of its own, in the folder that the system names', () => {
  expect(autostartFile('/etc/mine', undefined)).toBe('/etc/mine/autostart/warren.desktop');
  expect(autostartFile('relative', undefined)).toBe(join(homedir(), '.config/autostart/warren.desktop'));
  expect(autostartName('/a')).not.toBe(autostartName('/b'));
});

test('the file is written whole, follows the program, and goes', async () => {
  await using folder = await makeTempFolder();
  const file = autostartFile(folder.path, undefined);
  await writeAutostart(file, ['/old/warren']);
  expect(await readFile(file, 'utf8')).toBe(autostartEntry(['/old/warren']));
  await refreshAutostart(file, ['/new/warren']);
  expect(await readFile(file, 'utf8')).toBe(autostartEntry(['/new/warren']));
  expect(await readdir(dirname(file))).toEqual(['warren.desktop']);
  await removeAutostart(file);
  await removeAutostart(file);
  expect(await readdir(dirname(file))).toEqual([]);
});

test('a file that the person took away is not put back by a start', async () => {
  await using folder = await makeTempFolder();
  const file = autostartFile(folder.path, undefined);
  await mkdir(dirname(file));
  await writeFile(join(dirname(file), 'other.desktop'), '');
  await refreshAutostart(file, ['/new/warren']);
  expect(await readdir(dirname(file))).toEqual(['other.desktop']);
});
