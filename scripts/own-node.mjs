// Where this checkout keeps its own Node, and how a tool of node_modules/.bin is run with it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The project's Node 24; the one that runs this script while it is not installed. */
export function ownNode() {
  const own = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(own) ? own : process.execPath;
}

/** Environment in which `node` and the tools of this checkout come first. */
export function ownEnvironment() {
  const bin = join(root, 'node_modules', '.bin');
  return { ...process.env, PATH: [dirname(ownNode()), bin, process.env.PATH ?? ''].join(delimiter) };
}

/** Runs a program to its end, its output on our stderr (stdout may belong to a ready line). Resolves with the code. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
