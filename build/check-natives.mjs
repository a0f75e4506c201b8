// After packing: holds the natives that lie beside the archive against those that the target needs.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { nativePackages, targetsInside } from './natives.mjs';

/** As electron-builder numbers them. */
const archNames = new Map([
  [1, 'x64'],
  [3, 'arm64'],
  [4, 'universal'],
]);

const listFolder = (path) => (existsSync(path) ? readdirSync(path) : []);

/** @throws Error that names what is missing or too much; the package is then not made. */
export default function checkNatives({ electronPlatformName: platform, arch, packager, appOutDir }) {
  const modules = join(packager.getResourcesDir(appOutDir), 'app.asar.unpacked', 'node_modules');
  const targets = targetsInside(platform, archNames.get(arch));
  const wanted = [
    ...targets.flatMap((target) => nativePackages.get(target)),
    ...targets.map((target) => `better-sqlite3/prebuilds/${target}.node`),
  ];
  const found = [
    ...['@img', '@koromix', '@node-datachannel'].flatMap((scope) =>
      listFolder(join(modules, scope)).map((name) => `${scope}/${name}`),
    ),
    ...listFolder(join(modules, 'better-sqlite3', 'prebuilds')).map(
      (name) => `better-sqlite3/prebuilds/${name}`,
    ),
  ].filter((name) => name !== '@img/colour');
  const missing = wanted.filter((name) => !found.includes(name));
  const foreign = found.filter((name) => !wanted.includes(name));
  if (missing.length > 0)
    throw new Error(
      `This package lacks natives of ${targets.join(' and ')}: ${missing.join(', ')}. ` +
        `Run: node scripts/fetch-natives.mjs ${targets.join(' ')}`,
    );
  if (foreign.length > 0)
    throw new Error(`This package holds natives of another system: ${foreign.join(', ')}`);
}
