import { api, type Api } from '#shared/contract/api.ts';
import type { ShareStep } from '#shared/contract/adding.ts';
import type { LeakStep } from '#shared/contract/profiles-api.ts';
import type { MoveStep } from '#shared/contract/torrents-api.ts';
import type { Client } from '#shared/contract/define.ts';
import type { ImportPreview, ImportStep } from '#shared/contract/imports.ts';
import type { ScanProgress } from '#shared/contract/library-items.ts';
import { AppError, fromWireError, toWireError, wireErrorSchema } from '#shared/contract/errors.ts';
import { findPaths, readInstance, type Instance } from '../platform/index.ts';

/** The calls of the contract; streams are asked for one by one. */
type Calls = {
  [K in keyof Api as Api[K]['kind'] extends 'call' ? K : never]: Client<Api>[K];
};

export interface CliClient {
  readonly call: Calls;
  share(
    input: Parameters<Client<Api>['torrents.share']>[0],
    onStep: (step: ShareStep) => void,
  ): Promise<void>;
  move(input: Parameters<Client<Api>['torrents.move']>[0], onStep: (step: MoveStep) => void): Promise<void>;
  leakTest(input: { readonly name?: string }, onStep: (step: LeakStep) => void): Promise<void>;
  previewImport(
    input: Parameters<Client<Api>['imports.preview']>[0],
    onStep: (step: ImportPreview) => void,
  ): Promise<void>;
  runImport(
    input: Parameters<Client<Api>['imports.run']>[0],
    onStep: (step: ImportStep) => void,
  ): Promise<void>;
  /** @param onStep answers whether to go on */
  watchScan(onStep: (progress: ScanProgress) => boolean): Promise<void>;
}

/**
 * Finds the running instance through its data directory and asks it over loopback.
 * @throws AppError `not-running`
 */
export async function connectToInstance(dataDir: string | undefined): Promise<CliClient> {
  const paths = findPaths(dataDir, { env: process.env, platform: process.platform });
  const found = await readInstance(paths.instance);
  if (found === undefined) throw notRunning(paths.dataDir);
  const instance: Instance = found;

  async function post(method: string, input: unknown): Promise<Response> {
    const response = await ask(instance, method, input).catch((error: unknown) => {
      throw notRunning(paths.dataDir, error);
    });
    if (!response.ok) throw await errorOf(response);
    return response;
  }

  async function follow(
    method: string,
    input: unknown,
    /** Answers `false` to read no further. */
    onStep: (data: unknown) => unknown,
  ): Promise<void> {
    for await (const data of serverSentEvents(await post(method, input))) if (onStep(data) === false) return;
  }

  const methods = Object.entries(api)
    .filter(([, spec]) => spec.kind === 'call')
    .map(([method, spec]) => [
      method,
      async (input: unknown) => {
        const answer: unknown = await (await post(method, input)).json();
        // The instance may be another version than this client.
        return spec.output.parse(answer ?? undefined);
      },
    ]);
  return {
    call: Object.fromEntries(methods) as Calls, // name by name the mapping that Calls describes
    share: (input, onStep) =>
      follow('torrents.share', input, (data) => onStep(api['torrents.share'].output.parse(data))),
    move: (input, onStep) =>
      follow('torrents.move', input, (data) => onStep(api['torrents.move'].output.parse(data))),
    leakTest: (input, onStep) =>
      follow('profiles.leakTest', input, (data) => onStep(api['profiles.leakTest'].output.parse(data))),
    previewImport: (input, onStep) =>
      follow('imports.preview', input, (data) => onStep(api['imports.preview'].output.parse(data))),
    runImport: (input, onStep) =>
      follow('imports.run', input, (data) => onStep(api['imports.run'].output.parse(data))),
    watchScan: (onStep) =>
      follow('library.watchScan', undefined, (data) => onStep(api['library.watchScan'].output.parse(data))),
  };
}

function ask({ origin, token }: Instance, method: string, input: unknown): Promise<Response> {
  return fetch(`${origin}/api/${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(input === undefined ? {} : { body: JSON.stringify(input) }),
  });
}

function notRunning(dataDir: string, cause?: unknown): AppError {
  return new AppError(
    'not-running',
    `Warren is not running with the data in ${dataDir}. Start it with: warren serve`,
    { cause },
  );
}

async function errorOf(response: Response): Promise<AppError> {
  const body: unknown = await response.json().catch(() => undefined);
  const wire = wireErrorSchema.safeParse((body as { error?: unknown } | undefined)?.error);
  return fromWireError(wire.success ? wire.data : toWireError(new Error(`HTTP ${response.status}`)));
}

/** The `data:` of each event; an `error` event is thrown. */
async function* serverSentEvents(response: Response): AsyncGenerator {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n');
      text = text.slice(end + 2);
      const data = lines.filter((line) => line.startsWith('data:')).map((line) => line.slice(5).trim());
      const value: unknown = JSON.parse(data.join('\n'));
      if (lines.some((line) => line === 'event: error')) throw fromWireError(wireErrorSchema.parse(value));
      yield value;
    }
  }
}
