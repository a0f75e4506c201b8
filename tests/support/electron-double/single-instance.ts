import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';

/** What a second start tells the first. */
export interface SecondStart {
  readonly argv: string[];
  readonly folder: string;
  readonly data: unknown;
}

let handingOver: Promise<void> = Promise.resolve();

/**
 * Electron's lock on a user data directory: whoever comes second hands its command line to the first and gets false.
 * @param onSecond called in the first
 */
export function lockInstance(
  userData: string,
  start: SecondStart,
  onSecond: (second: SecondStart) => void,
): boolean {
  mkdirSync(userData, { recursive: true });
  const lock = join(userData, 'SingletonLock');
  const socket = join(userData, 'SingletonSocket');
  if (!take(lock)) {
    handingOver = handOver(socket, start);
    return false;
  }
  rmSync(socket, { force: true });
  createServer({ allowHalfOpen: true }, (client) => {
    let text = '';
    client.setEncoding('utf8').on('data', (piece: string) => (text += piece));
    client.on('end', () => {
      onSecond(JSON.parse(text) as SecondStart);
      client.end('taken');
    });
  })
    .listen(socket)
    .unref();
  return true;
}

/** Resolves when the first start has taken what this one, the second, handed over. */
export async function handedOver(): Promise<void> {
  await handingOver;
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (isAlive(Number(readFileSync(lock, 'utf8')))) return false;
    writeFileSync(lock, String(process.pid));
    return true;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The first may be so young that it does not listen yet. */
async function handOver(path: string, start: SecondStart): Promise<void> {
  for (;;) {
    const socket = await new Promise<Socket | undefined>((resolve) => {
      const attempt = connect(path, () => resolve(attempt));
      attempt.on('error', () => resolve(undefined));
    });
    if (socket !== undefined) {
      socket.end(JSON.stringify(start));
      await new Promise((resolve) => socket.resume().on('close', resolve));
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
