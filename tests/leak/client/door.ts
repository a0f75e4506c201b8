import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { until } from '../../support/until.ts';
import { startIn } from '../bed/command.ts';
import type { Ask, Reply } from './door-agent.ts';

/** The doors of instances in a namespace, which listen on its loopback only. */
export interface Door extends AsyncDisposable {
  /** One call of the contract. @throws Error with what it answered */
  call<T>(at: Instance, method: string, input?: unknown): Promise<T>;
  /** A stream of the contract, to its end. @returns the last thing it said */
  follow<T>(at: Instance, method: string, input: unknown): Promise<T>;
}

interface Instance {
  readonly url: string;
  readonly token: string;
}

export async function openDoor(namespace: string): Promise<Door> {
  const program = startIn(namespace, [process.execPath, join(import.meta.dirname, 'door-agent.ts')]);
  const waiting = new Map<number, (reply: Reply) => void>();
  let asked = 0;
  let isReady = false;
  createInterface({ input: program.child.stdout }).on('line', (line) => {
    if (line === 'ready') return void (isReady = true);
    const reply = JSON.parse(line) as Reply;
    waiting.get(reply.number)?.(reply);
    waiting.delete(reply.number);
  });
  await until(() => isReady, { what: () => `the door agent is there: ${program.output()}` });

  async function ask({ url, token }: Instance, method: string, input: unknown): Promise<string> {
    const number = asked++;
    const given = input === undefined ? undefined : JSON.stringify(input);
    const question: Ask = { number, url: new URL(`/api/${method}`, url).href, token, body: given };
    const reply = new Promise<Reply>((resolve) => waiting.set(number, resolve));
    program.child.stdin.write(`${JSON.stringify(question)}\n`);
    const { status, body } = await reply;
    if (status === 200) return body;
    throw new Error(`${method}: ${body}`);
  }

  return {
    call: async <T>(at: Instance, method: string, input?: unknown) =>
      JSON.parse((await ask(at, method, input)) || 'null') as T,
    async follow<T>(at: Instance, method: string, input: unknown) {
      const said = (await ask(at, method, input)).split('\n').filter((line) => line.startsWith('data:'));
      return JSON.parse(said.at(-1)?.slice('data:'.length) ?? 'null') as T;
    },
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}
