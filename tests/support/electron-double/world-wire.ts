/** Between the two JavaScript worlds of one page: the preload's and the page's own. */
export interface WorldWire {
  /** Functions become functions that call across, promises settle across, everything else is cloned. */
  expose(key: string, value: unknown): void;
  onExposed(take: (key: string, value: unknown) => void): void;
}

/**
 * What Electron's contextBridge does, over synchronous DOM events: the worlds share the document and nothing else, and
 * Chromium clones an event's detail from one to the other. Runs in the page, by its source text.
 * @param secret names the events, so that the page's scripts cannot join in
 */
export function makeWorldWire(secret: string, side: 'page' | 'preload'): WorldWire {
  interface Token {
    readonly wired: 'function' | 'promise';
    readonly id: number;
  }
  interface Answer {
    readonly value?: unknown;
    readonly error?: string;
  }
  interface Settle {
    readonly resolve: (value: unknown) => void;
    readonly reject: (error: Error) => void;
  }
  type AnyFunction = (...given: unknown[]) => unknown;

  const other = side === 'page' ? 'preload' : 'page';
  const functions: AnyFunction[] = [];
  const waiting = new Map<number, Settle>();
  let promises = 0;
  let answer: Answer = {};

  const tell = (what: string, detail: unknown) =>
    document.dispatchEvent(new CustomEvent(`${secret}:${what}:${other}`, { detail }));
  const hear = (what: string, listener: (detail: never) => void) =>
    document.addEventListener(`${secret}:${what}:${side}`, (event) =>
      listener((event as CustomEvent).detail as never),
    );
  const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
  const isPlain = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

  function wrap(value: unknown): unknown {
    if (typeof value === 'function')
      return { wired: 'function', id: functions.push(value as AnyFunction) - 1 };
    if (value instanceof Promise) {
      const id = promises++;
      value.then(
        (result) => tell('settled', { id, answer: { value: wrap(result) } }),
        (error: unknown) => tell('settled', { id, answer: { error: messageOf(error) } }),
      );
      return { wired: 'promise', id };
    }
    if (Array.isArray(value)) return value.map(wrap);
    if (isPlain(value))
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, wrap(item)]));
    return value;
  }

  function unwrap(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(unwrap);
    if (!isPlain(value)) return value;
    if (!('wired' in value))
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unwrap(item)]));
    const { wired, id } = value as unknown as Token;
    if (wired === 'function') return (...given: unknown[]) => callAcross(id, given);
    return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  }

  function callAcross(id: number, given: unknown[]): unknown {
    tell('call', { id, given: wrap(given) });
    // Events are synchronous: the answer has come by now, and no later call can have come between.
    if (answer.error !== undefined) throw new Error(answer.error);
    return unwrap(answer.value);
  }

  hear('call', ({ id, given }: { id: number; given: unknown[] }) => {
    try {
      tell('answer', { value: wrap(functions[id]?.(...(unwrap(given) as unknown[]))) });
    } catch (error) {
      tell('answer', { error: messageOf(error) });
    }
  });
  hear('answer', (given: Answer) => {
    answer = given;
  });
  hear('settled', ({ id, answer: { value, error } }: { id: number; answer: Answer }) => {
    const settle = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) settle?.resolve(unwrap(value));
    else settle?.reject(new Error(error));
  });

  return {
    expose: (key, value) => tell('exposed', { key, value: wrap(value) }),
    onExposed: (take) =>
      hear('exposed', ({ key, value }: { key: string; value: unknown }) => take(key, unwrap(value))),
  };
}
