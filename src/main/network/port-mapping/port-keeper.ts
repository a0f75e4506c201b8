import type { EngineDoor } from '../../ports/engine-door.ts';
import { startPortKeeping, type PortKeeping, type PortMappingTiming } from './keep-port.ts';

/**
 * At most one gateway at a time is asked for a port, and the one before has its port back first: otherwise a gateway that
 * knows mappings by our port (NAT-PMP) would take the new one away with the old one.
 */
export interface PortKeeper {
  keepPort: EngineDoor['keepPort'];
  /** Resolves when what was given up is given back. */
  settled(): Promise<void>;
  /** Why there is no port, as a sentence. */
  problem(): string | null;
}

interface PortKeeperParts {
  /** A gateway says that this is our address. */
  observe(address: string): void;
  readonly timing?: Partial<PortMappingTiming>;
}

export function makePortKeeper({ observe, timing = {} }: PortKeeperParts): PortKeeper {
  let problem: string | null = null;
  let keeping: PortKeeping | undefined;
  /** The one before gives its port back first. */
  let ended: Promise<void> = Promise.resolve();
  let latest = 0;

  return {
    keepPort(gateway, listenPort, onPort) {
      latest += 1;
      const mine = latest;
      const before = keeping;
      keeping = undefined;
      problem = null;
      ended = ended.then(() => before?.stop());
      if (gateway === null) return;
      void ended.then(() => {
        if (mine !== latest) return;
        keeping = startPortKeeping({
          gateway,
          listenPort,
          timing,
          onPort(port) {
            if (mine === latest) onPort(port);
          },
          onProblem(message) {
            if (mine === latest) problem = message;
          },
          onAddress: observe,
        });
      });
    },
    settled: () => ended,
    problem: () => problem,
  };
}
