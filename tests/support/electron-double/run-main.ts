import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

/*
 * The process under test: runs a built main script in plain Node, with `electron` resolved to the double. Started by
 * launch.ts with a channel, over which the test evaluates functions here and hears what is recorded.
 */
const double = new URL('./electron.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier === 'electron/main'
      ? { url: double, shortCircuit: true }
      : next(specifier, context),
});
Object.assign(process, { type: 'browser', defaultApp: true });
Object.assign(process.versions, { electron: '0.0.0-double' });

const electron = await import('./electron.ts');
const { app } = electron;

interface Question {
  readonly id: number;
  readonly work: string;
  readonly given: unknown;
}
type Work = (lent: typeof electron, given: unknown) => unknown;

process.on('message', ({ id, work, given }: Question) => {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- a function of the test, as text
  const run = new Function(`return (${work})`)() as Work;
  Promise.resolve()
    .then(() => run(electron, given))
    .then(
      (value) => process.send?.({ id, value }),
      (error: unknown) =>
        process.send?.({ id, error: error instanceof Error ? error.message : String(error) }),
    );
});
// The test is gone: nobody looks at this any more.
process.on('disconnect', () => process.exit(1));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());

process.argv.splice(1, 1);
await import(pathToFileURL(process.argv[1] ?? '').href);
app.becomeReady();
