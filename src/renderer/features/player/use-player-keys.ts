import { onScopeDispose } from 'vue';
import { usePlayerStore } from '../../state/player.ts';
import { runsToTheLeft } from '../../ui/direction.ts';
import { isLayerOpen, isTyping } from '../../ui/keyboard.ts';

const stepSeconds = 5;
const volumeStep = 0.05;

/** Where keys have a meaning of their own: buttons are pressed with Space, lists are walked with arrows. */
const busy =
  'button, a, summary, video, [role="button"], [role="option"], [role="grid"], [role="tree"], [role="treegrid"], [role="listbox"], [role="tablist"], [role="slider"], [role="separator"], [role="row"]';
/** In lists, letters jump to names. */
const lettered = '[role="grid"], [role="tree"], [role="treegrid"], [role="listbox"], [role="menu"]';

const isIn = (target: EventTarget | null, selector: string) =>
  target instanceof Element && target.closest(selector) !== null;

/** Space, arrows and letters for what plays, wherever the keyboard is not busy otherwise. */
export function usePlayerKeys({ fullscreen }: { readonly fullscreen: () => void }): void {
  const store = usePlayerStore();
  const by = (seconds: number) => store.seek(store.progress.positionSeconds + seconds);
  const louder = (step: number) => {
    store.volume = Math.min(1, Math.max(0, store.volume + step));
    store.isMuted = false;
  };

  function withLetter(letter: string): boolean {
    if (letter === 'm') store.isMuted = !store.isMuted;
    else if (letter === 'n') store.next();
    else if (letter === 'p') store.previous();
    else if (letter === 'f') fullscreen();
    else return false;
    return true;
  }

  function withKey(key: string): boolean {
    const forward = runsToTheLeft() ? 'ArrowLeft' : 'ArrowRight';
    const back = runsToTheLeft() ? 'ArrowRight' : 'ArrowLeft';
    if (key === ' ') store.toggle();
    else if (key === forward) by(stepSeconds);
    else if (key === back) by(-stepSeconds);
    else if (store.isFull && key === 'ArrowUp') louder(volumeStep);
    else if (store.isFull && key === 'ArrowDown') louder(-volumeStep);
    else return false;
    return true;
  }

  function press(event: KeyboardEvent): void {
    const { target, key } = event;
    if (store.entry === undefined || event.defaultPrevented || isLayerOpen() || isTyping(target)) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const isTaken =
      key.length === 1 && key !== ' '
        ? !isIn(target, lettered) && withLetter(key.toLowerCase())
        : !isIn(target, busy) && withKey(key);
    if (isTaken) event.preventDefault();
  }

  window.addEventListener('keydown', press);
  onScopeDispose(() => window.removeEventListener('keydown', press));
}
