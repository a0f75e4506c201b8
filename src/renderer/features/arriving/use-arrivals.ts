import { onScopeDispose, shallowRef } from 'vue';
import { desktopShell } from '../../api/index.ts';
import { useCardsStore } from '../../state/cards.ts';
import { useLibraryCardsStore } from '../../state/library-cards.ts';
import { useShellSources } from './take-from-shell.ts';
import { whatArrived, type Arrived } from './what-arrived.ts';

/** Things that are pasted or dropped anywhere in the window, or that another program hands over. */
export function useArrivals() {
  const cards = useCardsStore();
  const libraryCards = useLibraryCardsStore();
  /** Whether something that could be dropped is being held over the window. */
  const isHovered = shallowRef(false);
  /** Child elements are entered before their parents are left. */
  let depth = 0;
  let isOwnDrag = false;
  const listening = new AbortController();
  const { signal } = listening;

  function take({ sources, others, folders }: Arrived): void {
    const [folder] = folders;
    const [other] = others;
    if (sources.length > 0) cards.add(sources);
    else if (folder !== undefined) libraryCards.ask({ kind: 'arrived', ...placeOf(folder) });
    else if (other !== undefined) cards.share(placeOf(other));
  }

  const placeOf = (file: File) => ({ path: desktopShell()?.pathOfFile(file) ?? '', name: file.name });

  /** Not what is dragged within the page, nor text on its way into a field. */
  function isUseful({ dataTransfer, target }: DragEvent): boolean {
    if (isOwnDrag || isField(target)) return false;
    const types = dataTransfer?.types ?? [];
    return types.includes('Files') || types.includes('text/uri-list') || types.includes('text/plain');
  }

  function paste(event: ClipboardEvent): void {
    if (isField(event.target) || event.clipboardData === null) return;
    take(whatArrived(event.clipboardData));
  }

  function hover(change: 1 | -1, event: DragEvent): void {
    if (!isUseful(event)) return;
    depth = Math.max(0, depth + change);
    isHovered.value = depth > 0;
    event.preventDefault();
  }

  function drop(event: DragEvent): void {
    depth = 0;
    isHovered.value = false;
    if (event.dataTransfer === null || !isUseful(event)) return;
    // Or the browser opens the file instead of the page.
    event.preventDefault();
    take(whatArrived(event.dataTransfer));
  }

  const setOwnDrag = (isOwn: boolean) => {
    isOwnDrag = isOwn;
  };

  window.addEventListener('dragstart', () => setOwnDrag(true), { signal });
  window.addEventListener('dragend', () => setOwnDrag(false), { signal });
  window.addEventListener('paste', paste, { signal });
  window.addEventListener('dragenter', (event) => hover(1, event), { signal });
  window.addEventListener('dragleave', (event) => hover(-1, event), { signal });
  window.addEventListener('dragover', (event) => isUseful(event) && event.preventDefault(), { signal });
  window.addEventListener('drop', drop, { signal });
  const stopOpening = desktopShell()?.onOpenSource(useShellSources());
  onScopeDispose(() => {
    listening.abort();
    stopOpening?.();
  });
  return { isHovered };
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea') !== null;
}
