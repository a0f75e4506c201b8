import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { makeTempFolder } from '../../support/temp-folder.ts';

interface Packed {
  readonly electronPlatformName: string;
  readonly arch: number;
  readonly appOutDir: string;
  readonly packager: { getResourcesDir(folder: string): string };
}
const script = join(import.meta.dirname, '../../../build/check-natives.mjs');
const { default: checkNatives } = (await import(pathToFileURL(script).href)) as {
  default: (packed: Packed) => void;
};

/** As electron-builder numbers them. */
const [x64, arm64, universal] = [1, 3, 4];

const ofLinux = (arch: string) => [
  `@img/sharp-linux-${arch}`,
  `@img/sharp-libvips-linux-${arch}`,
  `@koromix/koffi-linux-${arch}`,
  `@node-datachannel/linux-${arch}-gnu`,
  `better-sqlite3/prebuilds/linux-${arch}.node`,
];
const ofMac = (arch: string) =>
  ofLinux(arch).map((name) => name.replace('linux', 'darwin').replace('-gnu', ''));

async function pack(names: readonly string[], electronPlatformName: string, arch: number) {
  const { path, [Symbol.asyncDispose]: dispose } = await makeTempFolder();
  const modules = join(path, 'app.asar.unpacked', 'node_modules');
  for (const name of names) {
    await mkdir(join(modules, name, '..'), { recursive: true });
    await (name.endsWith('.node') ? writeFile(join(modules, name), '') : mkdir(join(modules, name)));
  }
  const packager = { getResourcesDir: (folder: string) => folder };
  return {
    check: () => checkNatives({ electronPlatformName, arch, appOutDir: path, packager }),
    [Symbol.asyncDispose]: dispose,
  };
}

test('a package with the natives of its target is made', async () => {
  await using packed = await pack([...ofLinux('arm64'), '@img/colour'], 'linux', arm64);
  expect(packed.check).not.toThrow();
});

test('a package that lacks one is not made, and it is said how to get it', async () => {
  await using packed = await pack(ofLinux('arm64').slice(1), 'linux', arm64);
  expect(packed.check).toThrow(
    'This package lacks natives of linux-arm64: @img/sharp-linux-arm64. Run: node scripts/fetch-natives.mjs linux-arm64',
  );
});

test('a package that holds those of another system is not made', async () => {
  await using packed = await pack([...ofLinux('x64'), ...ofLinux('arm64').slice(2, 3)], 'linux', x64);
  expect(packed.check).toThrow('natives of another system: @koromix/koffi-linux-arm64');
});

test.for([x64, arm64, universal])('either half of a universal app holds those of both (%d)', async (arch) => {
  await using whole = await pack([...ofMac('x64'), ...ofMac('arm64')], 'darwin', arch);
  expect(whole.check).not.toThrow();
  await using half = await pack(ofMac('arm64'), 'darwin', arch);
  expect(half.check).toThrow('lacks natives of darwin-x64 and darwin-arm64');
});
