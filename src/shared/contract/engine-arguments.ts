import { engineOptionsSchema, type EngineOptions } from './engine-door.ts';

/**
 * How an engine process gets its options: as its last argument, which every user of the computer can read in the list of
 * processes; and what they must not read there in its environment.
 */
export const proxyPasswordVariable = 'WARREN_PROXY_PASSWORD';

export interface EngineArguments {
  readonly argument: string;
  readonly environment: Readonly<Record<string, string>>;
}

export function toEngineArguments(options: EngineOptions): EngineArguments {
  if (options.proxy === null) return { argument: JSON.stringify(options), environment: {} };
  const { password, ...proxy } = options.proxy;
  return {
    argument: JSON.stringify({ ...options, proxy }),
    environment: password === undefined ? {} : { [proxyPasswordVariable]: password },
  };
}

/** @throws when it is not what the core sends */
export function fromEngineArguments(argument: string, password: string | undefined): EngineOptions {
  const options = engineOptionsSchema.parse(JSON.parse(argument));
  return password === undefined || options.proxy === null
    ? options
    : { ...options, proxy: { ...options.proxy, password } };
}
