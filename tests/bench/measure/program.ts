import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A process that reports line by line: a word, then what belongs to it. Disposing ends it, by force if it must. */
export interface Program extends AsyncDisposable {
  readonly pid: number;
  /** What followed the word the first time it was said. Rejects when the program ends without saying it. */
  said(word: string): Promise<string>;
  /** What followed the word the last time, so far. */
  last(word: string): string | undefined;
  /** A line to its stdin. */
  tell(line: string): void;
}

/** Between asking a program to end and ending it, ms. */
const endPatienceMs = 5_000;
/** Of what it writes to stderr, for the message of a failure. */
const lastWordsLength = 2_000;

export function startProgram(command: string, args: readonly string[]): Program {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const heard = new Map<string, { readonly first: string; readonly last: string }>();
  const waiting = new Set<() => void>();
  const wakeAll = () => waiting.forEach((wake) => wake());
  let lastWords = '';
  let ended: string | undefined;

  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-lastWordsLength);
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [word = '', ...rest] = line.split(' ');
    const last = rest.join(' ');
    heard.set(word, { first: heard.get(word)?.first ?? last, last });
    wakeAll();
  });
  child.stdin.on('error', () => undefined); // told by its end
  const closed = new Promise<void>((resolve) => {
    const end = (how: string) => {
      ended ??= how;
      wakeAll();
      resolve();
    };
    child.once('error', (error) => end(error.message));
    child.once('close', (code, signal) => end(signal ?? `code ${code ?? 'unknown'}`));
  });

  return {
    pid: child.pid ?? -1,
    said: (word) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = heard.get(word)?.first;
          if (found === undefined && ended === undefined) return;
          waiting.delete(look);
          if (found !== undefined) resolve(found);
          else reject(new Error(`${command} ended (${ended}) before "${word}": ${lastWords.trim()}`));
        };
        waiting.add(look);
        look();
      }),
    last: (word) => heard.get(word)?.last,
    tell: (line) => void child.stdin.write(`${line}\n`),
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), endPatienceMs);
      await closed;
      clearTimeout(force);
    },
  };
}
