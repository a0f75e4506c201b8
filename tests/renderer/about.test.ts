import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describePage } from '../support/chromium-suite.ts';
import { until } from '../support/until.ts';

const out = join(import.meta.dirname, '..', '..', 'out');

describePage('what Warren is made with', (open) => {
  test('is listed in the settings, each licence word for word under its name', async () => {
    const { page } = await open({ place: '#/settings' });
    await page.getByRole('button', { name: 'Licences…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Licences' });
    await dialog.getByText('webtorrent', { exact: true }).click();
    await dialog.getByLabel('webtorrent', { exact: true }).getByText('WebTorrent, LLC').waitFor();
    // Compiled into a native, and said by no package.
    await dialog.getByText('better-sqlite3', { exact: true }).click();
    await dialog.getByText('Holds SQLite').waitFor();
  });

  test('is narrowed down by name or licence', async () => {
    const { page } = await open({ place: '#/settings' });
    await page.getByRole('button', { name: 'Licences…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Licences' });
    await dialog.getByRole('textbox', { name: 'Filter by name or licence' }).fill('ofl');
    await dialog.getByText('1 package', { exact: true }).waitFor();
    await dialog.getByText('@fontsource-variable/figtree').waitFor();
  });

  test('says that the list could not be read', async () => {
    const { page } = await open({
      place: '#/settings',
      tolerates: /licences\.json|Failed to load resource/u,
    });
    await page.route('**/licences.json', (route) => route.abort());
    await page.getByRole('button', { name: 'Licences…' }).click();
    await page.getByRole('dialog').getByRole('alert').waitFor();
  });
});

test('of everything in the bundles and of every native there is a licence with a text', async () => {
  const list = JSON.parse(await readFile(join(out, 'renderer', 'licences.json'), 'utf8')) as {
    name: string;
    licence: string;
    text: string;
  }[];
  const names = list.map(({ name }) => name);
  // Of the page, its icons and fonts, the core, the engine, the scanner, the natives, the table of addresses.
  expect(names).toEqual(
    expect.arrayContaining([
      ...[
        'vue',
        '@iconify-json/lucide',
        '@fontsource-variable/figtree',
        'hono',
        'webtorrent',
        'music-metadata',
      ],
      ...['better-sqlite3', 'koffi', 'node-datachannel', 'sharp', '@ip-location-db/asn'],
    ]),
  );
  // Only for working on it.
  expect(
    names.filter((name) => /^(?:vitest|eslint|typescript|electron-builder|playwright-core)$/u.test(name)),
  ).toEqual([]);
  expect(list.filter(({ licence, text }) => licence === '' || text === '').map(({ name }) => name)).toEqual(
    [],
  );
  const readable = await readFile(join(out, 'licences.txt'), 'utf8');
  await until(() => names.every((name) => readable.includes(name)), { what: 'the same list as text' });
});
