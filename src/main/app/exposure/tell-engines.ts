import type { Client } from '#shared/contract/define.ts';
import type { EngineApi } from '#shared/contract/engine.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { ExposureStore } from '../../catalog/index.ts';
import { errorLabel, type Logger } from '../../ports/logger.ts';
import type { Engines } from '../engines/engines.ts';

interface TellerParts {
  readonly store: ExposureStore;
  readonly settings: () => Settings;
  readonly engines: Engines;
  readonly logger: Logger;
}

/** Tells engines with whom they never link, and whether they note who learns what. */
export function makeExposureTeller({ store, settings, engines, logger }: TellerParts) {
  /** Before a process has a torrent. One that is gone meanwhile needs none of it. */
  async function tell(client: Client<EngineApi>): Promise<void> {
    const { isRecorded } = settings().exposure;
    await Promise.all([
      client['engine.setBans']({ addresses: store.bans.all() }),
      client['engine.setExposure']({ isRecorded }),
    ]).catch((error: unknown) => logger.warn('exposure.engine-not-told', { error: errorLabel(error) }));
  }

  /** All that are up. */
  function tellAll(): void {
    for (const profile of settings().profiles)
      if (engines.states().get(profile.name)?.state === 'up') void tell(engines.client(profile));
  }

  return { tell, tellAll };
}
