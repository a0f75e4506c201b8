import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { notePackages } from './scripts/licences/note-packages.ts';

const here = import.meta.dirname;
const guard = resolve(here, 'src/main/network/guard');
const modules = resolve(guard, 'modules');

/** What leads out of the process, and what stands in its place. */
const guarded = new Map([
  ...['net', 'dgram', 'dns', 'tls', 'http', 'https'].flatMap((name): [string, string][] => [
    [name, `${name}.ts`],
    [`node:${name}`, `${name}.ts`],
  ]),
  ['http2', 'denied.ts'],
  ['node:http2', 'denied.ts'],
  ['cross-fetch-ponyfill', 'fetch.ts'],
  ['utp-native', 'utp.ts'],
  ['node-datachannel', 'datachannel.ts'],
  ['@silentbot1/nat-api', 'nothing.ts'],
  ['load-ip-set', 'nothing.ts'],
]);
const forbiddenOutsideGuard = [
  ...guarded.keys(),
  'child_process',
  'node:child_process',
  'dns/promises',
  'node:dns/promises',
];

/**
 * Puts the guard in the place of every module that opens sockets, for everything but the guard itself, and fails the
 * build when one gets by. A bundle of its own: the doors of the app, built elsewhere, use the real modules.
 */
function guardSockets(): Plugin {
  return {
    name: 'guard-sockets',
    enforce: 'pre',
    resolveId(id, importer) {
      const replacement = guarded.get(id);
      if (replacement === undefined || importer === undefined || importer.startsWith(guard)) return null;
      return resolve(modules, replacement);
    },
    generateBundle(_options, bundle) {
      for (const item of Object.values(bundle)) {
        if (item.type !== 'chunk') continue;
        for (const [id, module] of Object.entries(item.modules)) {
          if (id.startsWith(guard) || module.code === null) continue;
          for (const name of forbiddenOutsideGuard) {
            if (module.code.includes(`require("${name}")`))
              this.error(`${id} reaches ${name} past the guard`);
          }
        }
      }
    },
  };
}

export default defineConfig({
  plugins: [guardSockets(), notePackages('engine')],
  ssr: { noExternal: true, external: ['koffi'] },
  build: {
    ssr: resolve(here, 'src/main/engine-process.ts'),
    // As in electron.vite.config.ts.
    outDir: resolve(here, process.env.WARREN_OUT ?? 'out', 'engine'),
    target: 'node22',
    minify: false,
    rolldownOptions: {
      external: [
        ...builtinModules.flatMap((name) => [name, `node:${name}`]).filter((name) => !guarded.has(name)),
      ],
      output: { format: 'es', entryFileNames: 'engine-process.js', codeSplitting: false },
    },
  },
});
