import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { notePackages } from './scripts/licences/note-packages.ts';

const here = import.meta.dirname;

/** All that a thread that hashes may ask of Node. Nothing here opens a socket or a process. */
const allowed = new Set([
  'node:crypto',
  'node:fs',
  'node:fs/promises',
  'node:os',
  'node:path',
  'node:worker_threads',
]);

/** The guard of the engine process stands in its main thread only: what runs beside it must not be able to call out. */
function allowNothingElse(): Plugin {
  return {
    name: 'allow-nothing-else',
    enforce: 'pre',
    resolveId(id, importer) {
      if (allowed.has(id)) return { id, external: true };
      // The bundler's own helpers, of which none may be left in the end.
      if (importer?.startsWith('\0') === true) return null;
      if (/^[./#\0]/u.test(id) || id.startsWith(here)) return null;
      return this.error(`A thread that hashes may not use ${id}`);
    },
    generateBundle(_options, bundle) {
      for (const item of Object.values(bundle)) {
        if (item.type !== 'chunk') continue;
        const [other] = [...item.imports, ...item.dynamicImports].filter((id) => !allowed.has(id));
        if (other !== undefined) this.error(`The bundle of the threads that hash reaches ${other}`);
      }
    },
  };
}

// Into the folder of the engine's bundle, after it.
export default defineConfig({
  plugins: [allowNothingElse(), notePackages('hash-worker')],
  build: {
    ssr: resolve(here, 'src/main/engine/content/hashing/hash-worker.ts'),
    outDir: resolve(here, process.env.WARREN_OUT ?? 'out', 'engine'),
    emptyOutDir: false,
    target: 'node22',
    minify: false,
    rolldownOptions: { output: { format: 'es', entryFileNames: 'hash-worker.js', codeSplitting: false } },
  },
});
