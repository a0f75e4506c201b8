import { execFileSync } from 'node:child_process';
import { chmod, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  parsePort,
  watchPortSource,
  type OutsidePort,
} from '../../../src/main/app/doors/port-from-outside.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { until } from '../../support/until.ts';

type Source = Parameters<typeof watchPortSource>[0];

function watch(source: Source, patienceMs = 10_000) {
  const heard: OutsidePort[] = [];
  const timing = { fileEveryMs: 20, commandEveryMs: 20, patienceMs };
  const watching = watchPortSource(source, (one) => void heard.push(one), timing);
  const hears = (port: number | null, words = '') =>
    until(
      () => {
        const latest = heard.at(-1);
        return latest?.port === port && (latest.problem ?? '').includes(words);
      },
      { what: () => `it hears ${port} ${words}: ${JSON.stringify(heard)}` },
    );
  return { heard, hears, [Symbol.dispose]: () => watching[Symbol.dispose]() };
}

describe('a file', () => {
  test('is read when it comes, when it is written over, when it is replaced, and missed when it goes', async () => {
    await using folder = await makeTempFolder();
    const path = join(folder.path, 'forwarded_port');
    using source = watch({ kind: 'file', path });
    await source.hears(null, 'is not there');
    await writeFile(path, '51820\n');
    await source.hears(51_820);
    await writeFile(path, '40000');
    await source.hears(40_000);
    await writeFile(`${path}.new`, '40001\n40002\n');
    await rename(`${path}.new`, path);
    await source.hears(40_001);
    await rm(path);
    await source.hears(null, 'is not there');
  });

  test('with something else in it is a sentence, told once', async () => {
    await using folder = await makeTempFolder();
    const path = join(folder.path, 'port');
    await writeFile(path, 'not yet');
    using source = watch({ kind: 'file', path });
    await source.hears(null, 'names no port: a number');
    await writeFile(path, '');
    await source.hears(null, 'names no port yet');
    await writeFile(path, '7'.repeat(1_000_000));
    await source.hears(null, 'names no port: a number');
    expect(source.heard).toHaveLength(3);
  });

  test('that is a folder, a pipe or a device is a sentence, and holds nothing up', async () => {
    await using folder = await makeTempFolder();
    const pipe = join(folder.path, 'pipe');
    execFileSync('mkfifo', [pipe]);
    for (const path of [folder.path, pipe, '/dev/zero']) {
      using source = watch({ kind: 'file', path });
      await source.hears(null, 'is no file');
    }
  });

  test('without its whole path is not looked for', async () => {
    using source = watch({ kind: 'file', path: 'port' });
    await source.hears(null, 'whole path');
  });
});

describe('a program', () => {
  async function makeProgram(folder: string, lines: string): Promise<Source> {
    const path = join(folder, 'program');
    await writeFile(path, `#!/bin/sh\n${lines}\n`);
    await chmod(path, 0o755);
    return { kind: 'command', command: [path, '$(echo 1)', 'two words'] };
  }

  test('is asked again and again, with what it was given and no shell in between', async () => {
    await using folder = await makeTempFolder();
    const counter = join(folder.path, 'asked');
    const lines = `[ "$1" = '$(echo 1)' ] && [ "$2" = 'two words' ] && echo x >> ${counter} && wc -l < ${counter}`;
    using source = watch(await makeProgram(folder.path, lines));
    await source.hears(3);
    expect(source.heard.slice(0, 2)).toEqual([
      { port: 1, problem: null },
      { port: 2, problem: null },
    ]);
  });

  test.each([
    ['exit 3', 'exit code 3'],
    ['yes 12345', 'much more than a number'],
    ['echo hello', 'a number from 1 to 65535'],
    ['exit 0', 'names no port yet'],
  ])('that does "%s" is a sentence', async (lines, words) => {
    await using folder = await makeTempFolder();
    using source = watch(await makeProgram(folder.path, lines));
    await source.hears(null, words);
  });

  test('that never ends is ended', async () => {
    await using folder = await makeTempFolder();
    const pid = join(folder.path, 'pid');
    using source = watch(await makeProgram(folder.path, `echo $$ > ${pid}; exec sleep 1000`), 300);
    await source.hears(null, 'did not answer');
  });

  test('that is not there, or named without its whole path, is a sentence', async () => {
    using missing = watch({ kind: 'command', command: ['/nowhere/program'] });
    await missing.hears(null, 'is not there');
    using bare = watch({ kind: 'command', command: ['echo', '7'] });
    await bare.hears(null, 'whole path');
  });

  test('is ended with the watching', async () => {
    await using folder = await makeTempFolder();
    const source = watch(await makeProgram(folder.path, 'sleep 1; echo 7'));
    source[Symbol.dispose]();
    using other = watch(await makeProgram(folder.path, 'echo 8'));
    await other.hears(8);
    expect(source.heard).toEqual([]);
  });
});

test('whatever is written, what is read is a port or a sentence', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.integer().map(String)), (text) => {
      const { port, problem } = parsePort(text, 'It');
      if (port === null) expect(problem).toMatch(/^It names no port/u);
      else expect(Number(text.trim().split('\n')[0])).toBe(port);
    }),
  );
});
