import type { ShareStep } from '../../../src/shared/contract/adding.ts';
import type { TorrentChanges } from '../../../src/shared/contract/torrents-api.ts';
import type { Notice } from '../../../src/shared/contract/notice.ts';
import type { TorrentState } from '../../../src/shared/domain/torrent-state.ts';
import type { Instance } from '../../support/instance.ts';
import { monotonicSeconds } from '../measure/clock.ts';
import type { Created } from './contender.ts';

/** When Warren tells its user that the torrent is complete. @throws Error when it tells of a failure instead */
export async function followFinished(instance: Instance, infoHash: string): Promise<number> {
  // Streams of changes are told at once when nothing was told for a beat, so this adds no delay (change-feed.ts).
  for await (const { upserted } of follow<{ upserted: Notice[] }>(instance, 'notices.watch')) {
    const notice = upserted.find(({ torrentId }) => torrentId === infoHash);
    if (notice?.code === 'torrent-failed') throw new Error(notice.text);
    if (notice?.code === 'torrent-finished') return monotonicSeconds();
  }
  throw new Error('Warren told nothing more');
}

/** When the states of all torrents are as wanted, seen as an interface sees it: about twice a second. */
export async function followTorrents(
  instance: Instance,
  isWanted: (states: readonly TorrentState[]) => boolean,
): Promise<number> {
  const states = new Map<string, TorrentState>();
  for await (const { kind, upserted } of follow<TorrentChanges>(instance, 'torrents.watch')) {
    if (kind === 'snapshot') states.clear();
    for (const { id, state } of upserted) states.set(id, state);
    if (isWanted([...states.values()])) return monotonicSeconds();
  }
  throw new Error('Warren told nothing more');
}

/** Makes a torrent of what lies at a path; resolves when it is there and seeds. */
export async function share(instance: Instance, path: string): Promise<Created> {
  for await (const step of follow<ShareStep>(instance, 'torrents.share', { path })) {
    if (step.kind !== 'shared') continue;
    const doneAt = monotonicSeconds();
    const { torrentFile } = await instance.call<{ torrentFile: string }>('torrents.torrentFile', {
      id: step.id,
    });
    return { doneAt, torrentFile: Buffer.from(torrentFile, 'base64') };
  }
  throw new Error('Warren told nothing more');
}

/** One stream of the contract over server-sent events; ends with the loop that reads it. */
async function* follow<T>({ ready }: Instance, method: string, input: object = {}): AsyncGenerator<T> {
  const controller = new AbortController();
  try {
    const response = await fetch(new URL(`/api/${method}`, ready.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${ready.token}` },
      body: JSON.stringify(input),
      signal: controller.signal,
    });
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) yield JSON.parse(event.slice(event.indexOf('data:') + 'data:'.length)) as T;
    }
  } finally {
    controller.abort();
  }
}
