import { until } from '../../support/until.ts';

/** aria2's JSON-RPC over a WebSocket (its manual, "RPC interface"): the only way on which it tells without being asked. */
export interface Aria2Rpc extends AsyncDisposable {
  call(method: string, ...args: unknown[]): Promise<unknown>;
  /** Resolves when aria2 next tells this. Never rejects: whoever waits bounds the waiting. */
  notified(method: string): Promise<void>;
}

interface Message {
  readonly id?: string;
  readonly method?: string;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Waits for aria2 to listen, which it does some milliseconds after its start. */
export async function connectAria2({
  port,
  secret,
}: {
  readonly port: number;
  readonly secret: string;
}): Promise<Aria2Rpc> {
  const socket = await until(() => open(`ws://127.0.0.1:${port}/jsonrpc`), { what: 'aria2 takes orders' });
  const answers = new Map<string, (message: Message) => void>();
  const listeners = new Map<string, () => void>();
  let lastId = 0;

  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Message;
    if (message.id !== undefined) answers.get(message.id)?.(message);
    else if (message.method !== undefined) listeners.get(message.method)?.();
  });

  return {
    call: (method, ...args) =>
      new Promise((resolve, reject) => {
        const id = String(++lastId);
        answers.set(id, ({ error, result }) => {
          answers.delete(id);
          if (error === undefined) resolve(result);
          else reject(new Error(`aria2.${method}: ${error.message}`));
        });
        const params = [`token:${secret}`, ...args];
        socket.send(JSON.stringify({ jsonrpc: '2.0', id, method: `aria2.${method}`, params }));
      }),
    notified: (method) => new Promise((resolve) => listeners.set(`aria2.${method}`, resolve)),
    [Symbol.asyncDispose]: () => {
      socket.close();
      return Promise.resolve();
    },
  };
}

function open(url: string): Promise<WebSocket | undefined> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url);
    socket.addEventListener('open', () => resolve(socket));
    socket.addEventListener('error', () => resolve(undefined));
  });
}
