import { fromEngineArguments, proxyPasswordVariable } from '#shared/contract/engine-arguments.ts';
import { userAgentOf } from '#shared/domain/user-agent.ts';
import { loadBoundSockets } from '../system/load-bound-sockets.ts';
import { installDoor } from './door.ts';
import { setTripwire } from './tripwire.ts';

/*
 * Runs before anything else of an engine process is loaded. Where a binding is wanted and the means to bind are not
 * there, this throws and the process ends: no socket without its binding.
 */
const options = fromEngineArguments(process.argv.at(-1) ?? '', process.env[proxyPasswordVariable]);
// For the door alone: nothing that is loaded later, and no program that the process starts, finds it.
Reflect.deleteProperty(process.env, proxyPasswordVariable);
const { binding, proxy } = options;
installDoor({
  binding,
  proxy,
  userAgent: userAgentOf(options),
  sockets: binding.kind === 'interface' ? loadBoundSockets(process.platform) : undefined,
});
if (binding.kind !== 'any' || proxy !== null) setTripwire();
