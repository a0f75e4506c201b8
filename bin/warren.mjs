#!/usr/bin/env node
// The command `warren`: finds a Node that can run it, builds what is missing in a source checkout, and hands over.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const oldestNode = 22;
const args = process.argv.slice(2);
const isServe = args[0] === 'serve';
const entry = join(root, 'out', 'main', isServe ? 'headless.js' : 'cli.js');
const entryArgs = args.slice(isServe ? 1 : 0);

function fail(message) {
  const error = { error: { code: 'internal', message } };
  process.stderr.write(args.includes('--json') ? `${JSON.stringify(error)}\n` : `warren: ${message}\n`);
  process.exit(1);
}

/** The project's own Node 24 where this one is too old: better-sqlite3 crashes under Node 20. */
function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= oldestNode) return process.execPath;
  const own = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(own)) return own;
  const instead = existsSync(join(root, 'scripts', 'start.mjs')) ? ' Run: npm start -- --headless' : '';
  return fail(`Node ${oldestNode} or newer is needed, this is ${process.version}.${instead}`);
}

const node = findNode();
if (!existsSync(entry)) {
  const build = join(root, 'scripts', 'build.mjs');
  if (!existsSync(build)) fail('The program is not built.');
  const { status } = spawnSync(node, [build], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) fail('The program could not be built.');
}

if (node === process.execPath) {
  process.argv.splice(1, process.argv.length, entry, ...entryArgs);
  await import(pathToFileURL(entry));
} else {
  // The channel lets a server notice when this process is killed, so that both go together.
  const child = spawn(node, [entry, ...entryArgs], {
    stdio: ['inherit', 'inherit', 'inherit', isServe ? 'ipc' : 'ignore'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(error.message));
  child.on('close', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
  });
}
