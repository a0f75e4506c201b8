import type { Command } from 'commander';
import { AppError } from '#shared/contract/errors.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { Torrent } from '#shared/contract/torrent.ts';
import { queueMoves } from '#shared/domain/queue/queue-moves.ts';
import { goalActions, type SeedingGoal } from '#shared/domain/seeding/goal.ts';
import { parseMinutes } from './durations.ts';
import { goalWords } from './goal-text.ts';
import type { Output } from './output.ts';
import { parseRate } from './rates.ts';
import { rate, torrentLine, torrentText } from './text.ts';
import type { AddVerb } from './verb.ts';

interface QueueOptions {
  readonly downloads?: string;
  readonly seeds?: string;
  readonly slow?: string;
}

interface GoalOptions {
  readonly ratio?: string;
  readonly time?: string;
  readonly then?: string;
  readonly default?: true;
  readonly limit?: string;
  readonly last?: string;
}

/** Who runs and until when: `queue`, `start-now`, `goal`. */
export function addSeedingVerbs(program: Command, addVerb: AddVerb, output: Output): void {
  addVerb<QueueOptions>(
    program,
    'queue [id] [move]',
    `How many run at once, and who is next. Move: ${queueMoves.join(', ')}.`,
    async ({ call }, [id, word], { downloads, seeds, slow }) => {
      if (id !== undefined) {
        const move = oneOf(queueMoves, word ?? '');
        const [torrent] = await call['torrents.queue']({ ids: [id], move });
        if (torrent !== undefined) output.print(torrent, torrentText(torrent));
        return;
      }
      const { queue: before } = await call['settings.get']();
      const queue = {
        downloads: downloads === undefined ? before.downloads : parsePlaces(downloads),
        seeds: seeds === undefined ? before.seeds : parsePlaces(seeds),
        slowDoNotCount: slow === undefined ? before.slowDoNotCount : oneOf(slowWords, slow) === 'free',
      };
      if (downloads !== undefined || seeds !== undefined || slow !== undefined)
        await call['settings.update']({ queue });
      const torrents = await call['torrents.list']();
      const inLine = torrents.sort((a, b) => a.queuePosition - b.queuePosition);
      output.print(
        { ...queue, torrents: inLine },
        [queueWords(queue), ...inLine.map(torrentLine)].join('\n'),
      );
    },
  )
    .option('--downloads <number>', 'so many downloads run at once; "none": all')
    .option('--seeds <number>', 'the same for seeding')
    .option('--slow <free|count>', 'whether one that moves next to nothing takes a place');

  addVerb(program, 'start-now <id>', 'Starts it beside the queue.', async ({ call }, [id = '']) => {
    const [torrent] = await call['torrents.startNow']({ ids: [id] });
    if (torrent !== undefined) output.print(torrent, torrentText(torrent));
  });

  addVerb<GoalOptions>(
    program,
    'goal [id]',
    'Until when a torrent is seeded; without an id, all downloads that have no goal of their own.',
    async ({ call }, [id], options) => {
      if (id === undefined) {
        const { seeding: before } = await call['settings.get']();
        const seeding = changed(before, options);
        if (JSON.stringify(seeding) !== JSON.stringify(before)) await call['settings.update']({ seeding });
        output.print(seeding, seedingText(seeding));
        return;
      }
      const torrent = await call['torrents.show']({ id });
      const seedingGoal = options.default === true ? null : await ownGoal(torrent, options, call);
      const [after] = await call['torrents.setOptions']({ ids: [id], options: { seedingGoal } });
      if (after !== undefined) output.print(after, torrentText(after));
    },
  )
    .option('--ratio <number>', 'so much given, in sizes of the torrent; "none": however much')
    .option('--time <time>', 'so long of seeding, like 36h or 7d; "none": however long')
    .option('--then <what>', `what happens then: ${goalActions.join(', ')}; files stay in any case`)
    .option('--default', 'the goal of all downloads, instead of its own')
    .option('--limit <rate>', 'without an id: how fast one goes on whose goal is met, where it goes on')
    .option('--last <goes-on|stops>', 'without an id: whether one that nobody else has goes on');
}

type Calls = Parameters<Parameters<AddVerb>[3]>[0]['call'];

async function ownGoal(torrent: Torrent, options: GoalOptions, call: Calls): Promise<SeedingGoal> {
  if (options.limit !== undefined || options.last !== undefined)
    throw new AppError('invalid-input', '--limit and --last are for all torrents; leave out the id.');
  if (options.ratio === undefined && options.time === undefined && options.then === undefined)
    throw new AppError(
      'invalid-input',
      'Say which goal: --ratio 2, --time 7d, both "none" for no goal, or --default.',
    );
  return goalFrom(torrent.seedingGoal ?? (await call['settings.get']()).seeding.goal, options);
}

function goalFrom(before: SeedingGoal, { ratio, time, then }: GoalOptions): SeedingGoal {
  return {
    ratio: ratio === undefined ? before.ratio : parseRatio(ratio),
    minutes: time === undefined ? before.minutes : parseMinutes(time),
    whenMet: then === undefined ? before.whenMet : oneOf(goalActions, then),
  };
}

function changed(before: Settings['seeding'], options: GoalOptions): Settings['seeding'] {
  const limitBps = options.limit === undefined ? before.limitBps : parseRate(options.limit);
  if (limitBps === null)
    throw new AppError('invalid-input', 'One that goes on when its goal is met needs a limit, like 50K.');
  return {
    goal: goalFrom(before.goal, options),
    limitBps,
    sparesLast: options.last === undefined ? before.sparesLast : oneOf(lastWords, options.last) === 'goes-on',
  };
}

const slowWords = ['free', 'count'] as const;
const lastWords = ['goes-on', 'stops'] as const;

/** @throws AppError `invalid-input` */
function oneOf<T extends string>(words: readonly T[], typed: string): T {
  const found = words.find((word) => word === typed);
  if (found !== undefined) return found;
  throw new AppError('invalid-input', `"${typed}" is none of: ${words.join(', ')}.`);
}

function parsePlaces(text: string): number | null {
  if (text === 'none' || text === '0') return null;
  if (/^\d{1,5}$/u.test(text)) return Number(text);
  throw new AppError('invalid-input', `"${text}" is no number of torrents. Give one, or "none" for all.`);
}

function parseRatio(text: string): number | null {
  if (text === 'none') return null;
  if (/^\d+(?:\.\d+)?$/u.test(text)) return Number(text);
  throw new AppError('invalid-input', `"${text}" is no ratio. Give a number like 2 or 1.5, or "none".`);
}

function queueWords({ downloads, seeds, slowDoNotCount }: Settings['queue']): string {
  const many = (count: number | null) => (count === null ? 'all' : String(count));
  const slow = slowDoNotCount ? '; one that moves next to nothing takes no place' : '';
  return `At once: ${many(downloads)} downloads, ${many(seeds)} seeds${slow}`;
}

function seedingText({ goal, limitBps, sparesLast }: Settings['seeding']): string {
  const last = sparesLast
    ? 'One that nobody else is known to have goes on all the same.'
    : 'One that nobody else is known to have stops, too.';
  return `${goalWords(goal)}\nWhere one goes on with a limit: ↑ ${rate(limitBps)}\n${last}`;
}
