import { engineOptionsSchema } from '#shared/contract/engine-door.ts';
import { loadBoundSockets } from '../system/load-bound-sockets.ts';
import { installDoor } from './door.ts';
import { setTripwire } from './tripwire.ts';

/*
 * Runs before anything else of an engine process is loaded. Where a binding is wanted and the means to bind are not
 * there, this throws and the process ends: no socket without its binding.
 */
const { binding } = engineOptionsSchema.parse(JSON.parse(process.argv.at(-1) ?? ''));
installDoor(binding, binding.kind === 'interface' ? loadBoundSockets(process.platform) : undefined);
if (binding.kind !== 'any') setTripwire();
