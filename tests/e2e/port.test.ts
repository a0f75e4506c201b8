import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { networkIsUp, patience, startDesktop, type Desktop } from './desktop.ts';

/** What a script leaves in the page that took it over. */
interface Taken {
  readonly ports: MessagePort[];
  /** Which port, and what came through it. */
  readonly received: [port: number, data: { t: string }][];
}

/** Asks for a port as a script that took the page over would; the page's own session gets none any more. */
async function takePort(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const world = globalThis as unknown as { taken?: Taken; post?: typeof postMessage };
        const taken = (world.taken ??= { ports: [], received: [] });
        const post = (world.post ??= window.postMessage.bind(window));
        window.postMessage = () => undefined;
        addEventListener(
          'message',
          function take({ data, ports: [port] }: MessageEvent<{ warren?: string }>) {
            if (data.warren !== 'port' || port === undefined) return;
            removeEventListener('message', take);
            const index = taken.ports.push(port) - 1;
            port.onmessage = (event) => void taken.received.push([index, event.data as { t: string }]);
            resolve();
          },
        );
        post({ warren: 'ready' }, location.origin);
      }),
  );
}

const received = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { taken: Taken }).taken.received);

/** Calls and streams that the main process answers: each has a controller of its own. Collects garbage first. */
const openCalls = ({ app }: Desktop) =>
  app.evaluate(
    () => process.getBuiltinModule('node:v8').queryObjects(AbortController, { format: 'count' }),
    undefined,
  );

describeWith(['chromium'], 'the port that carries the contract', () => {
  test('is a fresh one after each load, and the streams of the one before end', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    const { page } = desktop;
    await networkIsUp(page);
    const before = await openCalls(desktop);

    for (let load = 0; load < 20; load++) {
      await page.reload();
      await networkIsUp(page);
    }

    await expect.poll(() => openCalls(desktop), patience).toBe(before);
  });

  test('is closed when the page asks for another one', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    const { page } = desktop;
    const pingAll = () =>
      page.evaluate(() => {
        for (const port of (globalThis as unknown as { taken: Taken }).taken.ports)
          port.postMessage({ t: 'ping' });
      });
    await takePort(page);
    await pingAll();
    await expect.poll(() => received(page), patience).toEqual([[0, { t: 'pong' }]]);

    await takePort(page);
    await pingAll();

    await expect.poll(() => received(page), patience).toContainEqual([1, { t: 'pong' }]);
    expect(await received(page)).toHaveLength(2);
  });

  test('takes malformed messages without harm to anybody', async () => {
    await using folder = await makeTempFolder();
    await using desktop = await startDesktop(folder.path);
    const { page } = desktop;
    await takePort(page);
    await page.evaluate(() => {
      const [port] = (globalThis as unknown as { taken: Taken }).taken.ports;
      const loop: Record<string, unknown> = { t: 'call', i: 1, m: 'torrents.show' };
      loop.p = loop;
      const deep = JSON.parse(`${'['.repeat(2000)}${']'.repeat(2000)}`) as unknown;
      const bad: unknown[] = [
        undefined,
        null,
        0,
        'call',
        [],
        {},
        { t: 'call' },
        { t: 'call', i: -1, m: 'app.status' },
        { t: 'call', i: 2.5, m: 'app.status' },
        { t: 'call', i: 3, m: 'constructor' },
        { t: 'call', i: 4, m: '__proto__' },
        { t: 'call', i: 5, m: 'torrents.show', p: { id: new Map([[1, 2]]) } },
        { t: 'call', i: 6, m: 'torrents.show', p: { id: 7n } },
        { t: 'call', i: 7, m: 'torrents.add', p: new Uint8Array(1_000_000) },
        { t: 'call', i: 8, m: 'torrents.add', p: JSON.parse('{"__proto__":{"source":1}}') as unknown },
        { t: 'call', i: 9, m: 'x'.repeat(1_000_000) },
        { t: 'call', i: 10, m: 'torrents.show', p: deep },
        { t: 'ack', i: 999, n: 1 },
        { t: 'cancel', i: Number.MAX_SAFE_INTEGER },
        loop,
      ];
      for (const message of bad) port?.postMessage(message);
      port?.postMessage({ t: 'call', i: 1000, m: 'app.status' });
    });

    await expect
      .poll(() => received(page), patience)
      .toContainEqual([0, expect.objectContaining({ t: 'ok', i: 1000 })]);
    const answers = await received(page);
    expect(answers.filter(([, { t }]) => t === 'ok')).toHaveLength(1);
    expect(JSON.stringify(answers)).not.toContain('internal');
    await page.reload();
    await networkIsUp(page);
  });
});
