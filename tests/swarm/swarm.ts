import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTorrent } from '../support/made-torrent.ts';
import { makeNeighbourhood } from '../support/neighbourhood.ts';
import { runMember, tellingTracker } from '../support/run-member.ts';
import { until } from '../support/until.ts';

export type MemberKind = 'Warren' | 'aria2' | 'libtorrent' | 'Transmission' | 'free rider';

interface SwarmPlan {
  readonly data: Buffer;
  readonly pieceSizeBytes: number;
  readonly seedBps: number;
  readonly leecherBps: number;
  readonly leechers: readonly MemberKind[];
  readonly patienceMs: number;
}

interface Finish {
  readonly kind: MemberKind;
  /** Where its download is. */
  readonly folder: string;
  /** Since all began. */
  readonly seconds: number;
}

interface Outcome {
  /** In the order in which they had everything. */
  readonly finished: readonly Finish[];
  /** How far the free rider was when the half of the others had everything, 0–1. */
  readonly riderAtHalf: number;
  /** What the Warrens among the leechers had sent when the first of all had everything, and how much of it to the free rider. */
  readonly warrensSentBytes: number;
  readonly riderFromWarrensBytes: number;
}

/** Members that are started at the same time: two cores. */
const startedTogether = 4;
const name = 'film.mkv';
const memberScript = join(import.meta.dirname, 'member.ts');

/**
 * One Warren that has everything, and others that come all at the same moment, with a tracker to find each other.
 * Nobody is asked how far it is, which would cost what they need for themselves: they tell the tracker.
 */
export async function runSwarm(folder: string, plan: SwarmPlan): Promise<Outcome> {
  await using stack = new AsyncDisposableStack();
  const neighbourhood = stack.use(makeNeighbourhood());
  const { hub } = neighbourhood;
  const tracker = stack.use(runMember(hub.network, tellingTracker, [hub.address]));
  const { url } = (await tracker.next()) as { url: string };
  const torrentFile = join(folder, 'film.torrent');
  await writeFile(torrentFile, makeTorrent({ ...plan, name, trackers: [url] }).file);
  const seedFolder = join(folder, 'seed');
  await mkdir(seedFolder);
  await writeFile(join(seedFolder, name), plan.data);

  function settle(kind: MemberKind, own: string, target: string, uploadBps: number) {
    const { address, network } = neighbourhood.build(uploadBps);
    const member = stack.use(runMember(network, memberScript, [kind, own, address, torrentFile, target]));
    return { kind, address, folder: target, member };
  }

  const seed = settle('Warren', join(folder, 'seeder'), seedFolder, plan.seedBps);
  await seed.member.next();
  const leechers: ReturnType<typeof settle>[] = [];
  while (leechers.length < plan.leechers.length) {
    const some = plan.leechers
      .slice(leechers.length, leechers.length + startedTogether)
      .map((kind, index) => {
        const own = join(folder, `leecher-${leechers.length + index}`);
        return settle(kind, join(own, 'data'), join(own, 'got'), plan.leecherBps);
      });
    await Promise.all(some.map(({ member }) => member.next()));
    leechers.push(...some);
  }

  const finished: Finish[] = [];
  const present = new Set<string>();
  const rider = { share: 0, takenFrom: {} as Readonly<Record<string, number>> };
  let riderAtHalf = 1;
  let beganAt = performance.now();

  function finish(address: string): void {
    const who = leechers.find((leecher) => leecher.address === address);
    if (who === undefined || finished.some(({ folder: other }) => other === who.folder)) return;
    const seconds = Math.round((performance.now() - beganAt) / 100) / 10;
    finished.push({ kind: who.kind, folder: who.folder, seconds });
    if (finished.length === Math.ceil((leechers.length - 1) / 2)) riderAtHalf = rider.share;
  }

  tracker.onLine((said) => {
    const { event, address } = said as { event: 'start' | 'complete'; address: string };
    if (event === 'complete') finish(address);
    else present.add(address);
  });
  // The seed is there before the first asks; whoever comes is told of all who came before.
  seed.member.nudge();
  await until(() => present.has(seed.address), { what: 'the seed has been announced' });
  beganAt = performance.now();
  const riders = leechers.filter(({ kind }) => kind === 'free rider');
  const others = leechers.filter(({ kind }) => kind !== 'free rider');
  for (const { member } of others) member.nudge();
  // It needs no time to begin: where it came first, slots would be its before anybody has given anything.
  await until(() => others.every(({ address }) => present.has(address)), { what: 'all have been announced' });
  for (const { address, member } of riders) {
    member.onLine((said) => {
      Object.assign(rider, said);
      if (rider.share === 1) finish(address);
    });
    member.nudge();
  }
  const timeoutMs = plan.patienceMs;
  const what = () =>
    `all have everything; those who have: ${JSON.stringify(finished)}, the free rider has ${rider.share}`;
  await until(() => finished.length > 0, { what, timeoutMs });
  // Nobody of them is a seed yet: each has served those who serve it.
  const warrens = leechers.filter(({ kind }) => kind === 'Warren');
  for (const { member } of warrens) member.nudge();
  const answers = await Promise.all(warrens.map(({ member }) => member.next()));
  const warrensSentBytes = answers.reduce<number>(
    (sum, said) => sum + (said as { sentBytes: number }).sentBytes,
    0,
  );
  const riderFromWarrensBytes = warrens.reduce(
    (sum, { address }) => sum + (rider.takenFrom[address] ?? 0),
    0,
  );
  await until(() => finished.length === leechers.length, { what, timeoutMs });
  return { finished, riderAtHalf, warrensSentBytes, riderFromWarrensBytes };
}
