import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'electron-vite';
import { resolve } from 'node:path';
import icons from 'unplugin-icons/vite';
import { notePackages } from './scripts/licences/note-packages.ts';

const here = import.meta.dirname;
/** scripts/build.mjs builds beside and puts the result in place whole. */
const out = resolve(here, process.env.WARREN_OUT ?? 'out');

/** Native packages: they cannot be bundled and are the only `dependencies`; everything else is built in. */
const natives = ['better-sqlite3', 'koffi', 'node-datachannel', 'sharp'];

// The engine process is built apart, by engine.vite.config.ts: in it, every socket module is one of ours.
export default defineConfig({
  main: {
    plugins: [notePackages('main')],
    build: {
      outDir: resolve(out, 'main'),
      externalizeDeps: { include: natives },
      rolldownOptions: {
        input: {
          index: resolve(here, 'src/main/index.ts'),
          headless: resolve(here, 'src/main/headless.ts'),
          cli: resolve(here, 'src/main/cli.ts'),
        },
      },
    },
  },
  preload: {
    plugins: [notePackages('preload')],
    build: {
      outDir: resolve(out, 'preload'),
      // A sandboxed preload must be CommonJS.
      rolldownOptions: {
        input: { index: resolve(here, 'src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(here, 'src/renderer'),
    plugins: [vue(), icons({ compiler: 'vue3', scale: 1 }), notePackages('page')],
    build: {
      outDir: resolve(out, 'renderer'),
      // The same files serve a browser tab, and not everyone's browser is Electron's Chromium.
      target: 'es2023',
      cssTarget: ['chrome125', 'firefox128', 'safari17.5'],
      // The page's policy forbids data: fonts, and nothing here is worth inlining.
      assetsInlineLimit: 0,
      minify: true,
      // kB. It comes from this computer, so one file is as good as ten.
      chunkSizeWarningLimit: 1000,
      rolldownOptions: { input: { index: resolve(here, 'src/renderer/index.html') } },
    },
  },
});
