// `npm run check`: everything that can be said about the code without running it, side by side where it pays.
import { join } from 'node:path';
import { ownEnvironment, ownNode, root } from './own-node.mjs';
import { spawn } from 'node:child_process';

const tool = (file) => [ownNode(), join(root, 'node_modules', file)];
const types = ['shared', 'node', 'desktop', 'tests'].map((name) => [
  `types (${name})`,
  ...tool('typescript/bin/tsc'),
  '-p',
  `tsconfig.${name}.json`,
]);

/** Two at a time: name, command, arguments. */
const lanes = [
  [
    ['format', ...tool('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
    ...types,
    ['types (web)', ...tool('vue-tsc/bin/vue-tsc.js'), '-p', 'tsconfig.web.json'],
    ['imports', ...tool('dependency-cruiser/bin/dependency-cruiser.mjs'), 'src'],
    ['dead code', ...tool('knip/bin/knip.js')],
  ],
  [['lint', ...tool('eslint/bin/eslint.js'), '.']],
];

function run([name, command, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: ownEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('close', (code) => {
      process.stdout.write(code === 0 ? `  ok   ${name}\n` : `FAILED ${name}\n${output}\n`);
      resolve(code === 0);
    });
  });
}

async function runLane(steps) {
  const results = [];
  for (const step of steps) results.push(await run(step));
  return results;
}

const results = (await Promise.all(lanes.map(runLane))).flat();
process.exitCode = results.every(Boolean) ? 0 : 1;
