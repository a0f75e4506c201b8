import ipaddr from 'ipaddr.js';
import type { Client } from '#shared/contract/define.ts';
import type { PortGateway } from '#shared/contract/engine-door.ts';
import type { EngineApi } from '#shared/contract/engine.ts';
import { interfaceOf, type Profile } from '#shared/contract/profile.ts';
import type { NetworkInterface } from '#shared/domain/network-interface.ts';
import { errorLabel, type Logger } from '../../ports/logger.ts';
import { watchPortSource } from './port-from-outside.ts';

interface PortSourcesParts {
  readonly logger: Logger;
  interfaces(): readonly NetworkInterface[];
  onProblem(profile: string, message: string | null): void;
}

/** Sees to it that each engine process knows on which port the outside reaches it, as its profile says. */
export function keepPortSources({ logger, interfaces, onProblem }: PortSourcesParts) {
  const watches = new Map<string, Disposable>();

  function end(profile: string): void {
    watches.get(profile)?.[Symbol.dispose]();
    watches.delete(profile);
  }

  async function tell(call: () => Promise<void>): Promise<void> {
    await call().catch((error: unknown) => logger.warn('port.untold', { error: errorLabel(error) }));
  }

  return {
    /** The profile's process is up. */
    begin(profile: Profile, client: Client<EngineApi>): void {
      const { name, portSource } = profile;
      end(name);
      switch (portSource.kind) {
        case 'none':
          return;
        case 'vpn':
        case 'router': {
          const gateway = gatewayFor(profile, portSource.kind, interfaces());
          if (gateway === undefined) onProblem(name, 'No gateway is known that could be asked for a port.');
          else void tell(() => client['engine.setPortSource']({ gateway }));
          return;
        }
        case 'file':
        case 'command': {
          const watch = watchPortSource(portSource, ({ port, problem }) => {
            onProblem(name, problem);
            void tell(() => client['engine.announcePort']({ port }));
          });
          watches.set(name, watch);
          return;
        }
        default:
          return portSource satisfies never;
      }
    },
    end,
    [Symbol.dispose]() {
      for (const name of [...watches.keys()]) end(name);
    },
  };
}

function gatewayFor(
  profile: Profile,
  kind: PortGateway['kind'],
  interfaces: readonly NetworkInterface[],
): PortGateway | undefined {
  const name = interfaceOf(profile);
  const found =
    name === undefined
      ? interfaces.find(({ gateway4, kind: of }) => gateway4 !== null && of !== 'vpn')
      : interfaces.find((candidate) => candidate.name === name);
  const address = found?.gateway4 ?? (kind === 'vpn' && found !== undefined ? firstHostOf(found) : undefined);
  return address === undefined ? undefined : { kind, address };
}

/** A tunnel names no gateway; VPNs that give ports listen on the first address of the tunnel's own network. */
function firstHostOf({ addresses }: NetworkInterface): string | undefined {
  const own = addresses.find(({ family }) => family === 4);
  if (own === undefined) return undefined;
  const [base, prefix] = ipaddr.IPv4.parseCIDR(own.network);
  // A tunnel with an address and no network (Proton: 10.2.0.2/32) has its gateway at the first address beside it.
  const network = prefix === 32 ? ipaddr.IPv4.networkAddressFromCIDR(`${own.address}/24`) : base;
  const bytes = network.toByteArray();
  bytes[3] = (bytes[3] ?? 0) + 1;
  return bytes.join('.');
}
