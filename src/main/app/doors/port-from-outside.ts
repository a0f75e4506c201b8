import { execFile } from 'node:child_process';
import { open, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { PortSource } from '#shared/contract/profile.ts';

/** A port that something outside of Warren knows, or a sentence why there is none. */
export type OutsidePort =
  { readonly port: number; readonly problem: null } | { readonly port: null; readonly problem: string };

type Source = Extract<PortSource, { readonly kind: 'file' | 'command' }>;

interface Timing {
  /** Looked at rather than watched: such files often lie in mounts of containers, which tell nobody of changes, ms. */
  readonly fileEveryMs: number;
  readonly commandEveryMs: number;
  /** A program that takes longer is ended, ms. */
  readonly patienceMs: number;
}
const usualTiming: Timing = { fileEveryMs: 3_000, commandEveryMs: 60_000, patienceMs: 20_000 };

/** A number has five digits; there may be more lines, of which the first counts. Bytes. */
const maxFileBytes = 256;
const maxOutputBytes = 4_096;

/** Calls back at once and then whenever the answer is another one. */
export function watchPortSource(
  source: Source,
  onPort: (heard: OutsidePort) => void,
  timing: Timing = usualTiming,
): Disposable {
  const stopping = new AbortController();
  const { signal } = stopping;
  let last = '';

  async function watch(): Promise<void> {
    while (!signal.aborted) {
      const heard =
        source.kind === 'file'
          ? await readFromFile(source.path)
          : await askProgram(source.command, { signal, patienceMs: timing.patienceMs });
      // Asked before and heard after it was stopped.
      if (isOver(signal)) return;
      const text = JSON.stringify(heard);
      if (text !== last) onPort(heard);
      last = text;
      const everyMs = source.kind === 'file' ? timing.fileEveryMs : timing.commandEveryMs;
      await wait(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  void watch();
  return { [Symbol.dispose]: () => stopping.abort() };
}

/** As a function, because it changes while something is awaited. */
function isOver(signal: AbortSignal): boolean {
  return signal.aborted;
}

async function readFromFile(path: string): Promise<OutsidePort> {
  if (!isAbsolute(path)) return none(`The file with the port needs its whole path; "${path}" is not one.`);
  try {
    // Opening a pipe would wait for somebody to write, and opening a device can do something.
    if (!(await stat(path)).isFile()) return none(`${path} is no file.`);
    await using file = await open(path, 'r');
    const { buffer, bytesRead } = await file.read(Buffer.alloc(maxFileBytes), 0, maxFileBytes, 0);
    return parsePort(buffer.toString('utf8', 0, bytesRead), path);
  } catch (error) {
    return none(
      `${path} ${codeOf(error) === 'ENOENT' ? 'is not there' : 'cannot be read'}: no port is known.`,
    );
  }
}

function askProgram(
  [program = '', ...given]: readonly string[],
  { signal, patienceMs }: { readonly signal: AbortSignal; readonly patienceMs: number },
): Promise<OutsidePort> {
  // Looked up in a path, it could be another program than the one that was meant.
  if (!isAbsolute(program))
    return Promise.resolve(
      none(`The program that tells the port needs its whole path; "${program}" is not one.`),
    );
  return new Promise((resolve) => {
    const options = {
      signal,
      timeout: patienceMs,
      killSignal: 'SIGKILL' as const,
      maxBuffer: maxOutputBytes,
      windowsHide: true,
    };
    execFile(program, given, options, (error, output) => {
      resolve(
        error === null ? parsePort(output, program) : none(`${program} ${whyFailed(error, patienceMs)}`),
      );
    });
  });
}

function whyFailed(error: Error & { readonly killed?: boolean }, patienceMs: number): string {
  const code = codeOf(error);
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'prints much more than a number.';
  if (code === 'ENOENT') return 'is not there.';
  if (code === 'EACCES') return 'cannot be run.';
  if (error.killed === true)
    return `did not answer within ${Math.ceil(patienceMs / 1_000)} seconds and was ended.`;
  return typeof code === 'number' ? `failed with exit code ${code}.` : 'failed.';
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** The first line counts. 0 stands for none, as some VPN programs write it while they wait for one. */
export function parsePort(text: string, where: string): OutsidePort {
  const [line = ''] = text.trim().split(/\r?\n/u, 1);
  const port = /^\d{1,5}$/u.test(line.trim()) ? Number(line) : Number.NaN;
  if (port >= 1 && port <= 65_535) return { port, problem: null };
  return none(
    line === '' || port === 0
      ? `${where} names no port yet.`
      : `${where} names no port: a number from 1 to 65535 is needed.`,
  );
}

function none(problem: string): OutsidePort {
  return { port: null, problem };
}
