// `npm start`: installs what is missing, builds what is stale, opens the desktop app; where Electron cannot be had,
// says so in one line and serves the same interface to the browser. `--headless` serves it at once; what else is given
// goes to `warren serve`.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { build } from './build.mjs';
import { findElectron } from './electron.mjs';
import { installIfMissing } from './install.mjs';
import { openInBrowser } from './open-in-browser.mjs';
import { ownNode, root } from './own-node.mjs';
import { endWithParent } from './with-parent.mjs';

const args = process.argv.slice(2);
const isHeadless = args.includes('--headless');
const serveArgs = args.filter((arg) => arg !== '--headless');

try {
  await installIfMissing();
  await build({ ifStale: true });
} catch (error) {
  const failure = { error: { code: 'internal', message: error.message } };
  process.stderr.write(
    args.includes('--json') ? `${JSON.stringify(failure)}\n` : `warren: ${error.message}\n`,
  );
  process.exit(1);
}

const electron = isHeadless ? undefined : await findElectron();
if (electron?.path !== undefined) hand(spawn(electron.path, [root, ...serveArgs], { stdio: 'inherit' }));
else {
  if (electron !== undefined)
    process.stderr.write(`${electron.why} The same interface opens in your browser instead.\n`);
  const wantsBrowser = !isHeadless && !args.includes('--json');
  const command = [join(root, 'bin', 'warren.mjs'), 'serve', ...serveArgs];
  const child = spawn(ownNode(), command, {
    stdio: ['inherit', wantsBrowser ? 'pipe' : 'inherit', 'inherit'],
  });
  if (wantsBrowser) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      process.stdout.write(`${line}\n`);
      openInBrowser(line);
    });
  }
  hand(child);
}

/** The child decides when it ends; a terminal sends Ctrl-C to both. */
function hand(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  endWithParent(() => child.kill('SIGTERM'));
  child.on('close', (code) => process.exit(code ?? 1));
}
