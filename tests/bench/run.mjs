// `npm run bench`: installs what is missing and hands over to the project's own Node, which runs TypeScript as it is.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { installIfMissing } from '../../scripts/install.mjs';
import { ownEnvironment, ownNode } from '../../scripts/own-node.mjs';

await installIfMissing();
const child = spawn(
  ownNode(),
  [fileURLToPath(import.meta.resolve('./outside.ts')), ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env: ownEnvironment(),
  },
);
// A terminal sends Ctrl-C to both; the child cleans up and decides when it ends.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('close', (code) => {
  process.exitCode = code ?? 1;
});
