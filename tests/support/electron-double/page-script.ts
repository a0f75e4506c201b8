import { randomUUID } from 'node:crypto';
import { makeCloneCodec } from './clone-codec.ts';
import { preparePage } from './page-world.ts';
import { runPreload } from './preload-world.ts';
import { makeWorldWire } from './world-wire.ts';

/** What a document is given before its own scripts run, one script for each of its two worlds. */
export interface PageScripts {
  readonly page: string;
  readonly preload: string;
}

/** @param preload the text of the built preload: a CommonJS script, as a sandboxed one must be */
export function makePageScripts(preload: string): PageScripts {
  const secret = JSON.stringify(randomUUID());
  return {
    page: `(${String(preparePage)})((${String(makeWorldWire)})(${secret}, 'page'));`,
    // Written out, not evaluated from text: the page's policy would forbid that here as it does there.
    preload: `(${String(runPreload)})({
      codec: (${String(makeCloneCodec)})(),
      wire: (${String(makeWorldWire)})(${secret}, 'preload'),
      preload: function (require, module, exports, process) {\n${preload}\n},
    });`,
  };
}
