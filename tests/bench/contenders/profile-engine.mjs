// Loaded into every process of Warren when profiles are wanted (node --import). Only the engine is profiled, and its profile is
// written when it is told so: the core ends its engines by force, which `node --cpu-prof` does not survive.
import { Session } from 'node:inspector/promises';
import { rename, writeFile } from 'node:fs/promises';

const target = process.env['WARREN_BENCH_PROFILE'];
if (target !== undefined && process.argv[1]?.includes('engine-process')) {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  process.once('SIGUSR2', async () => {
    const { profile } = await session.post('Profiler.stop');
    await writeFile(`${target}.part`, JSON.stringify(profile));
    await rename(`${target}.part`, target);
  });
}
