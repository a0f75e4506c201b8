import { cruise, type IForbiddenRuleType, type ICruiseOptions } from 'dependency-cruiser';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { makeTempFolder } from '../support/temp-folder.ts';

const repository = join(import.meta.dirname, '..', '..');
const config = createRequire(import.meta.url)(join(repository, '.dependency-cruiser.cjs')) as {
  forbidden: (IForbiddenRuleType & { name: string })[];
  options: ICruiseOptions;
};

/** For each rule a house with exactly one thing out of place: file → what it imports. */
const violations: Readonly<Record<string, readonly [file: string, imported: string]>> = {
  'no-circular': ['src/main/app/a.ts', './b.ts'],
  'not-to-unresolvable': ['src/main/app/a.ts', './nowhere.ts'],
  'electron-only-in-desktop-and-preload': ['src/main/app/a.ts', 'electron'],
  'webtorrent-only-in-engine': ['src/main/app/a.ts', 'webtorrent'],
  'sqlite-only-in-catalog': ['src/main/app/a.ts', 'better-sqlite3'],
  'sockets-only-in-network-and-doors': ['src/main/engine/a.ts', 'node:net'],
  'domain-knows-nothing': ['src/shared/domain/a.ts', '../contract/c.ts'],
  'contract-knows-domain-and-zod': ['src/shared/contract/a.ts', 'hono'],
  'shared-runs-anywhere': ['src/shared/contract/a.ts', 'node:fs'],
  'rooms-do-not-know-each-other': ['src/main/engine/a.ts', '../catalog/index.ts'],
  'ports-know-only-shared': ['src/main/ports/a.ts', '../catalog/index.ts'],
  'app-enters-rooms-by-the-door': ['src/main/app/a.ts', '../catalog/open.ts'],
  'app-does-not-know-its-hosts': ['src/main/app/a.ts', '../headless/index.ts'],
  'app-does-not-load-the-engine': ['src/main/app/a.ts', '../engine/index.ts'],
  'platform-knows-only-ports-and-shared': ['src/main/platform/a.ts', '../catalog/index.ts'],
  'hosts-go-through-app': ['src/main/headless/a.ts', '../catalog/index.ts'],
  'preload-sees-only-contract': ['src/preload/a.ts', '../main/app/index.ts'],
  'renderer-sees-only-shared': ['src/renderer/a.ts', '../main/app/index.ts'],
  'features-do-not-know-each-other': ['src/renderer/features/one/a.ts', '../two/index.ts'],
  'ui-knows-no-feature': ['src/renderer/ui/a.ts', '../features/one/index.ts'],
  'source-does-not-import-tests': ['src/main/app/a.ts', '../../../tests/support/t.ts'],
};

/** What the violations import has to be there. */
const furniture = [
  'src/main/app/b.ts',
  'src/main/app/index.ts',
  'src/main/catalog/index.ts',
  'src/main/catalog/open.ts',
  'src/main/engine/index.ts',
  'src/main/headless/index.ts',
  'src/shared/contract/c.ts',
  'src/renderer/features/one/index.ts',
  'src/renderer/features/two/index.ts',
  'tests/support/t.ts',
];

test('every import rule of the house has a planted violation below', () => {
  expect(Object.keys(violations).sort()).toEqual(config.forbidden.map(({ name }) => name).sort());
});

test.each(Object.entries(violations))('%s is noticed', async (rule, [file, imported]) => {
  await using house = await makeTempFolder();
  await symlink(join(repository, 'node_modules'), join(house.path, 'node_modules'));
  for (const path of [...furniture, file]) {
    await mkdir(dirname(join(house.path, path)), { recursive: true });
    await writeFile(join(house.path, path), 'export const here = 1;\n');
  }
  if (rule === 'no-circular')
    await writeFile(join(house.path, 'src/main/app/b.ts'), "import './a.ts';\nexport {};\n");
  await writeFile(join(house.path, file), `import '${imported}';\nexport {};\n`);
  const { output } = await cruise(['src'], {
    ...config.options,
    baseDir: house.path,
    validate: true,
    ruleSet: { forbidden: config.forbidden },
  });
  if (typeof output === 'string') throw new Error(output);
  expect(output.summary.violations.map((violation) => violation.rule.name)).toContain(rule);
});
