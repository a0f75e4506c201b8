import type { Plugin } from 'vite';

/** Into which file beside a bundle its packages are noted, for gather.ts, which takes the file away again. */
export const notedIn = /^packages-[a-z-]+\.txt$/u;

/** Icons have no file of their own: `~icons/lucide/plus`. */
const iconPattern = /~icons\/([a-z-]+)\//u;
const packagePattern = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/u;

/** Notes of which npm packages a bundle is made, one folder a line. Rather one too many: what was shaken off counts, too. */
export function notePackages(bundle: string): Plugin {
  return {
    name: 'note-packages',
    generateBundle() {
      const folders = new Set<string>();
      for (const id of this.getModuleIds()) {
        const [, icons] = iconPattern.exec(id) ?? [];
        const folder =
          icons === undefined
            ? packagePattern.exec(id.replace(/^\0/u, '').replaceAll('\\', '/'))?.[0]
            : `node_modules/@iconify-json/${icons}`;
        if (folder !== undefined) folders.add(folder);
      }
      const source = [...folders].sort().join('\n');
      this.emitFile({ type: 'asset', fileName: `packages-${bundle}.txt`, source });
    },
  };
}
