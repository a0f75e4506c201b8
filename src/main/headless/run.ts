import { parseArgs } from 'node:util';
import { AppError, toWireError } from '#shared/contract/errors.ts';
import { startHeadless, type Headless } from './start-headless.ts';

const usage = `Usage: warren serve [--port N] [--host ADDR] [--data-dir DIR] [--json]

Runs Warren without a window; the interface opens in a browser.
  --port N        TCP port of the interface; 0 takes a free one (default 0)
  --host ADDR     address of this computer to listen on (default 127.0.0.1)
  --data-dir DIR  where Warren keeps its own data (default: WARREN_DATA_DIR, else the system's place)
  --json          print one line of JSON when ready
`;

/** Runs until a signal. Exit code 0 after a clean stop, 1 when it could not start, 2 for a wrong call. */
export async function runHeadless(args: readonly string[], version: string): Promise<void> {
  const isJson = args.includes('--json');
  // Before anything else: whoever reads the ready line may stop us right then.
  const signal = nextSignal();
  let headless: Headless;
  try {
    const options = parse(args);
    if (options === 'help') return void process.stdout.write(usage);
    headless = await startHeadless({ ...options, version });
  } catch (error) {
    const wire = toWireError(error);
    const detail = error instanceof AppError ? wire.message : String(error);
    process.stderr.write(isJson ? `${JSON.stringify({ error: wire })}\n` : `warren: ${detail}\n`);
    process.exit(wire.code === 'invalid-input' ? 2 : 1);
  }
  process.stdout.write(
    isJson ? `${JSON.stringify(headless.ready)}\n` : `Warren is running. Open ${headless.ready.url}\n`,
  );
  // Started through a channel (bin/warren.mjs under an old Node): when that process is killed, so are we.
  process.on('disconnect', () => process.exit(1));
  await signal;
  await headless[Symbol.asyncDispose]();
  process.exit(0);
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '0' },
        host: { type: 'string', default: '127.0.0.1' },
        'data-dir': { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return 'help';
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      throw new AppError('invalid-input', `"${values.port}" is not a port: 0 to 65535.`);
    }
    return { port, host: values.host, dataDir: values['data-dir'] };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('invalid-input', error instanceof Error ? error.message : String(error), {
      cause: error,
    });
  }
}

/** A second signal ends at once: whoever asks twice does not want to wait for trackers. */
function nextSignal(): Promise<void> {
  return new Promise((resolve) => {
    let isAsked = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (isAsked) process.exit(130);
        isAsked = true;
        resolve();
      });
    }
  });
}
