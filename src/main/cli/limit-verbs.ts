import type { Command } from 'commander';
import type { Status } from '#shared/contract/status.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { Output } from './output.ts';
import { parseRate } from './rates.ts';
import { formatSchedule, parseSchedule } from './schedules.ts';
import { rate, torrentText } from './text.ts';
import type { AddVerb } from './verb.ts';

interface Rates {
  readonly down?: string;
  readonly up?: string;
}

/** How fast: `limit` for one torrent or all of them, `alternative` for the limits of certain hours. */
export function addLimitVerbs(program: Command, addVerb: AddVerb, output: Output): void {
  const withRates = (verb: Command) =>
    verb
      .option('--down <rate>', 'bytes per second, also like 500K or 1.5M; "none" lifts it')
      .option('--up <rate>', 'the same for what is given to others');

  withRates(
    addVerb<Rates>(
      program,
      'limit [id]',
      'Limits the speed of a torrent; without an id, of all torrents together.',
      async ({ call }, [id], given) => {
        const limits = limitsFrom(given);
        if (id === undefined) {
          const { bandwidth } = await call['settings.get']();
          if (Object.keys(limits).length > 0)
            await call['settings.update']({ bandwidth: { ...bandwidth, ...limits } });
          const status = await call['app.status']();
          output.print(status.limits, limitsText(status, await call['settings.get']()));
          return;
        }
        if (Object.keys(limits).length === 0)
          throw new AppError(
            'invalid-input',
            'Say which limit: --down 500K, --up 100K, or "none" to lift it.',
          );
        const [torrent] = await call['torrents.setOptions']({ ids: [id], options: limits });
        if (torrent !== undefined) output.print(torrent, torrentText(torrent));
      },
    ),
  );

  withRates(
    addVerb<Rates & { readonly schedule?: string }>(
      program,
      'alternative [on|off]',
      'Other limits for all torrents together, switched by hand or by a schedule.',
      async ({ call }, [word], { schedule, ...given }) => {
        const { bandwidth } = await call['settings.get']();
        const changes = {
          alternative: { ...bandwidth.alternative, ...limitsFrom(given) },
          ...(schedule === undefined ? {} : { schedule: parseSchedule(schedule, bandwidth.schedule) }),
        };
        if (word !== undefined && word !== 'on' && word !== 'off')
          throw new AppError('invalid-input', `"${word}" is neither on nor off.`);
        if (schedule !== undefined || Object.keys(limitsFrom(given)).length > 0)
          await call['settings.update']({ bandwidth: { ...bandwidth, ...toSettings(changes) } });
        if (word !== undefined) await call['bandwidth.setAlternative']({ isOn: word === 'on' });
        const status = await call['app.status']();
        output.print(status.limits, limitsText(status, await call['settings.get']()));
      },
    ),
  ).option('--schedule <when>', 'like "mon-fri 08:00-18:00", also over midnight; "none" switches it off');
}

type BandwidthChange = Partial<Settings['bandwidth']>;

/** The contract takes lists that may be written to. */
function toSettings({
  schedule,
  ...rest
}: Omit<BandwidthChange, 'schedule'> & {
  schedule?: ReturnType<typeof parseSchedule>;
}): BandwidthChange {
  return schedule === undefined ? rest : { ...rest, schedule: { ...schedule, days: [...schedule.days] } };
}

function limitsFrom({ down, up }: Rates) {
  return {
    ...(down === undefined ? {} : { downloadLimitBps: parseRate(down) }),
    ...(up === undefined ? {} : { uploadLimitBps: parseRate(up) }),
  };
}

function limitsText({ limits }: Status, { bandwidth }: Settings): string {
  const words = ({ downloadLimitBps: down, uploadLimitBps: up }: Settings['bandwidth']['alternative']) =>
    `↓ ${down === null ? 'none' : rate(down)}  ↑ ${up === null ? 'none' : rate(up)}`;
  const who = {
    schedule: `by the schedule, until ${limits.until ?? ''}`,
    battery: 'while the computer runs on its battery',
    hand: 'by hand',
  }[limits.because ?? 'hand'];
  return [
    `all torrents  ${words(bandwidth)}`,
    `alternative   ${words(bandwidth.alternative)}`,
    `schedule      ${formatSchedule(bandwidth.schedule)}`,
    `now           ${words(limits)}${limits.isAlternative ? `  (the alternative limits, switched on ${who})` : ''}`,
  ].join('\n');
}
