// `npm run package`: makes all packages for this system (Linux, macOS or Windows) in dist/. What comes after `--` goes to
// electron-builder. Electron and electron-builder's own tools are fetched from GitHub.
import { join } from 'node:path';
import { build } from './build.mjs';
import { fetchNatives } from './fetch-natives.mjs';
import { ownEnvironment, ownNode, root, run } from './own-node.mjs';

await build();
// npm installed those of one architecture; packages are made for both.
fetchNatives(['x64', 'arm64'].map((arch) => `${process.platform}-${arch}`));
const builder = join(root, 'node_modules', 'electron-builder', 'cli.js');
const args = [
  builder,
  '--config',
  'build/electron-builder.yml',
  '--publish',
  'never',
  ...process.argv.slice(2),
];
process.exitCode = await run(ownNode(), args, { env: ownEnvironment() });
