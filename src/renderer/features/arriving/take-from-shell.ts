import type { OpenSource } from '#shared/contract/shell.ts';
import { useCardsStore } from '../../state/cards.ts';
import { useClipboardOfferStore } from '../../state/clipboard-offer.ts';
import { useLibraryCardsStore } from '../../state/library-cards.ts';
import { base64ToBytes } from '../../ui/base64.ts';

/** Puts what another program, the clipboard or the system handed to the desktop shell where a person sees it. */
export function useShellSources(): (source: OpenSource) => void {
  const cards = useCardsStore();
  const libraryCards = useLibraryCardsStore();
  const clipboardOffer = useClipboardOfferStore();

  return (source) => {
    if ('magnet' in source) cards.add([{ kind: 'magnet', text: source.magnet }]);
    else if ('torrentFile' in source)
      cards.add([{ kind: 'file', file: new File([base64ToBytes(source.torrentFile)], source.name) }]);
    else if ('offeredMagnet' in source) clipboardOffer.offer(source.offeredMagnet);
    else if ('wish' in source) cards.add();
    else if (source.isFolder) libraryCards.ask({ kind: 'arrived', path: source.path, name: source.name });
    else cards.share({ path: source.path, name: source.name });
  };
}
