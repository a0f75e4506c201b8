import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { notePackages } from './scripts/licences/note-packages.ts';

const here = import.meta.dirname;

/** Packages with binaries: loaded at run time, from beside the bundle. */
const natives = ['better-sqlite3', 'sharp'];

/** All that the thread that scans may ask of Node. Nothing here opens a socket or a process. */
const allowed = new Set([
  ...natives,
  ...[
    'crypto',
    'fs',
    'fs/promises',
    'os',
    'path',
    'stream',
    'timers/promises',
    'tty',
    'url',
    'util',
    'zlib',
  ].flatMap((name) => [name, `node:${name}`]),
  'node:worker_threads',
  // The bundler's own way to CommonJS modules; what they ask for is looked at below.
  'node:module',
]);

/** It reads files of which anybody may be the author: a hole in a parser must not find a way out. */
function allowNothingElse(): Plugin {
  return {
    name: 'allow-nothing-else',
    enforce: 'pre',
    generateBundle(_options, bundle) {
      for (const item of Object.values(bundle)) {
        if (item.type !== 'chunk') continue;
        // What music-metadata loads late lies in the same file.
        const others = [...item.imports, ...item.dynamicImports].filter((id) => id !== item.fileName);
        // Modules of CommonJS ask for theirs by name.
        const required = Array.from(
          item.code.matchAll(/\b(?:__)?require\(["']([^"'.][^"']*)["']\)/gu),
          ([, id]) => id,
        );
        const other = [...others, ...required].find((id) => id !== undefined && !allowed.has(id));
        if (other !== undefined) this.error(`The bundle of the thread that scans reaches ${other}`);
      }
    },
  };
}

export default defineConfig({
  plugins: [allowNothingElse(), notePackages('scan-thread')],
  ssr: { noExternal: true, external: natives },
  build: {
    ssr: resolve(here, 'src/main/scan-thread.ts'),
    outDir: resolve(here, process.env.WARREN_OUT ?? 'out', 'scan'),
    target: 'node22',
    minify: false,
    rolldownOptions: { output: { format: 'es', entryFileNames: 'scan-thread.js', codeSplitting: false } },
  },
});
