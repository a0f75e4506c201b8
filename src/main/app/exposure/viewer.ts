import type { ExposureSummary, Shield, ShownVerdict } from '#shared/contract/exposure.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { inOrder } from '#shared/domain/exposure/verdict.ts';
import type { ExposureStore } from '../../catalog/index.ts';
import type { KeptDoors } from '../doors/keep-doors.ts';
import type { NetworkView } from '../doors/network-view.ts';
import type { Details } from '../torrents/details.ts';
import type { LiveTorrent } from '../torrents/live-torrent.ts';
import type { Registry } from '../torrents/registry.ts';
import { makeJudgement, type Judgement } from './judgement.ts';
import type { ExposureKeeper } from './keep-exposure.ts';
import { shieldOf, shieldOfAll } from './shields.ts';

export interface ViewerParts {
  readonly store: ExposureStore;
  readonly keeper: ExposureKeeper;
  readonly registry: Registry;
  readonly details: Details;
  readonly doors: Pick<KeptDoors, 'statuses'>;
  readonly network: Pick<NetworkView, 'interfaces'>;
  settings(): Settings;
}

/** The exposure ledger as people see it: in numbers, with what follows from it. */
export function makeExposureViewer(parts: ViewerParts) {
  const { store, keeper, registry, details, doors, network, settings } = parts;
  /** Counting all of a large ledger takes some 50 ms: not again while nothing was written. */
  let counted:
    | {
        revision: number;
        figures: ReturnType<ExposureStore['ofTorrents']>;
        names: ReturnType<ExposureStore['askedNames']>;
      }
    | undefined;

  function look(): Judgement {
    if (counted?.revision !== keeper.revision)
      counted = { revision: keeper.revision, figures: store.ofTorrents(), names: store.askedNames() };
    return makeJudgement({
      settings: settings(),
      statuses: doors.statuses(),
      interfaces: network.interfaces(),
      torrents: registry.list(),
      figures: counted.figures,
      askedNames: counted.names,
    });
  }

  /** Seeds besides us, as trackers and linked peers show them; null where nobody has told. */
  async function otherSeeds(torrent: LiveTorrent): Promise<number | null> {
    const [trackers, peers] = [await details.trackers(torrent), await details.peers(torrent)];
    const told = trackers.flatMap(({ seeds }) => (seeds === null ? [] : [Math.max(0, seeds - 1)]));
    const linked = peers.filter(({ progress }) => progress === 1).length;
    return told.length === 0 && peers.length === 0 ? null : Math.max(linked, ...told);
  }

  async function verdicts(torrent: LiveTorrent | undefined): Promise<ShownVerdict[]> {
    await keeper.flush();
    if (torrent === undefined) return lookAtAll(look()).verdicts;
    const seeds = await otherSeeds(torrent);
    return look().ofTorrent(torrent, seeds);
  }

  function lookAtOne(judgement: Judgement, torrent: LiveTorrent, seeds: number | null) {
    const { infoHash, profile } = torrent.stored;
    const found = judgement.ofTorrent(torrent, seeds);
    const shield = shieldOf({
      id: infoHash,
      door: judgement.doorOf(profile),
      parties: judgement.parties(infoHash),
      verdicts: found,
    });
    return { shield, verdicts: found };
  }

  /** The shield of each torrent, and what is listed of all together, the worst first. */
  function lookAtAll(judgement: Judgement) {
    const found = registry.list().map((torrent) => lookAtOne(judgement, torrent, null));
    const all = inOrder([
      ...judgement.ofProfiles(),
      ...found.flatMap((one) => one.verdicts.filter(isOfOneTorrent)),
    ]);
    const each = found.map(({ shield }) => shield);
    return { each, shield: shieldOfAll(each, all), verdicts: all };
  }

  function shields(): Shield[] {
    const { shield, each } = lookAtAll(look());
    return [shield, ...each];
  }

  async function summary(torrent: LiveTorrent | undefined): Promise<ExposureSummary> {
    const id = torrent?.stored.infoHash;
    await keeper.flush();
    const seeds = torrent === undefined ? null : await otherSeeds(torrent);
    const judgement = look();
    const { shield, verdicts: found } =
      torrent === undefined ? lookAtAll(judgement) : lookAtOne(judgement, torrent, seeds);
    const { isRecorded, keptDays } = settings().exposure;
    return {
      torrentId: id ?? null,
      shield,
      verdicts: found,
      observed: judgement.observed(torrent?.stored.profile),
      ...store.numbers(id),
      isRecorded,
      keptDays,
    };
  }

  return { verdicts, shields, summary, observed: (profile?: string) => look().observed(profile) };
}

/** The others are said once, of the profile. */
function isOfOneTorrent({ code }: ShownVerdict): boolean {
  switch (code) {
    case 'private-in-dht':
    case 'passkey-over-http':
    case 'plain-text-peers':
    case 'tracker-over-http':
    case 'last-seeder':
      return true;
    case 'home-address-seen':
    case 'ipv6-beside-tunnel':
    case 'name-asked-outside':
    case 'addresses-disagree':
    case 'linkable-peer-id':
    case 'linkable-port':
    case 'address-in-the-open':
      return false;
    default:
      return code satisfies never;
  }
}
