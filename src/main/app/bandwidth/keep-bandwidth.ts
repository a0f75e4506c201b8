import type { Status } from '#shared/contract/status.ts';
import type { Client } from '#shared/contract/define.ts';
import type { EngineApi } from '#shared/contract/engine.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { alternativeNow, isAutomatic, isOver, type Automatic } from '#shared/domain/bandwidth/alternative.ts';
import { isScheduled, localTimeOf } from '#shared/domain/bandwidth/schedule.ts';
import { shareLimit } from '#shared/domain/bandwidth/share-limit.ts';
import type { Clock } from '../../ports/clock.ts';
import { errorLabel, type Logger } from '../../ports/logger.ts';
import type { Engines } from '../engines/engines.ts';
import type { SettingsKeeper } from '../settings-keeper.ts';
import type { Registry } from '../torrents/registry.ts';
import { tellEngine } from '../torrents/tell-engine.ts';

/** The limits of all torrents together: which ones hold, and what part of them each engine process has. */
export interface Bandwidth extends Disposable {
  now(): Status['limits'];
  setAlternative(isOn: boolean): Promise<void>;
  /** A process listens: it hears its part before it gets a torrent. */
  onUp(profile: string, client: Client<EngineApi>): void;
  /** Something may have changed. */
  look(): void;
}

interface BandwidthParts {
  readonly settings: Pick<SettingsKeeper, 'get' | 'setAlternativeByHand'>;
  readonly engines: Pick<Engines, 'states' | 'client'>;
  readonly registry: Pick<Registry, 'list'>;
  /** Whether the battery wants the alternative limits now. */
  isSparing(): boolean;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The parts follow what is used, and the schedule the clock, ms. */
const lookEveryMs = 1_000;

export function keepBandwidth(parts: BandwidthParts): Bandwidth {
  const { settings, engines, registry, isSparing, clock, logger } = parts;
  /** What each process was told last. */
  const told = new Map<string, string>();

  const automaticNow = ({ bandwidth }: Settings): Automatic => ({
    isScheduled: isScheduled(bandwidth.schedule, localTimeOf(clock.now())),
    isOnBattery: isSparing(),
  });

  function now(): Status['limits'] {
    const { bandwidth, alternativeByHand } = settings.get();
    const { isOn, because } = alternativeNow(alternativeByHand, automaticNow(settings.get()));
    const { downloadLimitBps, uploadLimitBps } = isOn ? bandwidth.alternative : bandwidth;
    const until = because === 'schedule' ? bandwidth.schedule.to : null;
    return { downloadLimitBps, uploadLimitBps, isAlternative: isOn, because, until };
  }

  function look(): void {
    forgetWhatIsOver();
    const up = [...engines.states()].filter(([, { state }]) => state === 'up').map(([name]) => name);
    const { downloadLimitBps, uploadLimitBps } = now();
    const down = partsOf(downloadLimitBps, up, 'downloadBps');
    const upload = partsOf(uploadLimitBps, up, 'uploadBps');
    for (const name of up) {
      const profile = settings.get().profiles.find((one) => one.name === name);
      if (profile !== undefined)
        tell(name, () => engines.client(profile), down.get(name) ?? null, upload.get(name) ?? null);
    }
  }

  /** Else it would hold again after the schedule's next turn. */
  function forgetWhatIsOver(): void {
    const { alternativeByHand } = settings.get();
    if (alternativeByHand === null || !isOver(alternativeByHand, automaticNow(settings.get()))) return;
    settings
      .setAlternativeByHand(null)
      .catch((error: unknown) => logger.warn('bandwidth.not-saved', { error: errorLabel(error) }));
  }

  function partsOf(limitBps: number | null, names: readonly string[], of: 'downloadBps' | 'uploadBps') {
    if (limitBps === null) return new Map<string, number>();
    const used = new Map<string, number>();
    for (const { stored, state, figures } of registry.list()) {
      if (state !== 'downloading' && state !== 'seeding') continue;
      used.set(stored.profile, (used.get(stored.profile) ?? 0) + (figures?.[of] ?? 0));
    }
    const users = names.map((name) => ({ isActive: used.has(name), usedBps: used.get(name) ?? 0 }));
    const parts = shareLimit(limitBps, users);
    return new Map(names.map((name, index) => [name, parts[index] ?? limitBps]));
  }

  function tell(
    profile: string,
    clientOf: () => Client<EngineApi>,
    downloadLimitBps: number | null,
    uploadLimitBps: number | null,
  ): void {
    const part = { downloadLimitBps, uploadLimitBps };
    const text = JSON.stringify(part);
    if (told.get(profile) === text) return;
    told.set(profile, text);
    tellEngine(() => clientOf()['engine.setLimits'](part)).catch((error: unknown) => {
      told.delete(profile);
      logger.warn('bandwidth.engine-not-told', { error: errorLabel(error) });
    });
  }

  const timer = setInterval(look, lookEveryMs);
  return {
    now,
    look,
    async setAlternative(isOn) {
      await settings.setAlternativeByHand({ isOn, wasScheduled: isAutomatic(automaticNow(settings.get())) });
    },
    onUp(profile, client) {
      // A new process knows nothing; the next look gives it what is fair.
      told.delete(profile);
      const { downloadLimitBps, uploadLimitBps } = now();
      const others = [...engines.states()].filter(([, { state }]) => state === 'up').length - 1;
      const first = (limit: number | null) =>
        limit === null ? null : Math.max(1, Math.floor(limit / (others + 1)));
      tell(profile, () => client, first(downloadLimitBps), first(uploadLimitBps));
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
