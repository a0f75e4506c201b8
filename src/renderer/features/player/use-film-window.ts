import { onScopeDispose, readonly, shallowRef, type Ref } from 'vue';

interface FilmWindow {
  readonly isFullscreen: Readonly<Ref<boolean>>;
  /** Refused without a gesture of a person; then the window is all there is. */
  enterFullscreen(): Promise<void>;
  leaveFullscreen(): Promise<void>;
  /** Into a small window that lies over all others, or back. */
  toggleFloating(): Promise<void>;
}

export const canFloat = () => document.pictureInPictureEnabled;

/** Where a film is shown beside the page: on the whole screen, or in a small window. */
export function useFilmWindow({
  stage,
  video,
}: {
  readonly stage: Readonly<Ref<HTMLElement | null>>;
  readonly video: Readonly<Ref<HTMLVideoElement | null>>;
}): FilmWindow {
  const isFullscreen = shallowRef(false);
  const listening = new AbortController();
  const follow = () => {
    isFullscreen.value = document.fullscreenElement !== null;
  };
  document.addEventListener('fullscreenchange', follow, { signal: listening.signal });
  onScopeDispose(() => listening.abort());

  return {
    isFullscreen: readonly(isFullscreen),
    async enterFullscreen() {
      await stage.value?.requestFullscreen().catch(() => undefined);
    },
    async leaveFullscreen() {
      if (document.fullscreenElement !== null) await document.exitFullscreen();
    },
    async toggleFloating() {
      const isFloating = document.pictureInPictureElement !== null;
      await (isFloating ? document.exitPictureInPicture() : video.value?.requestPictureInPicture())?.catch(
        () => undefined,
      );
    },
  };
}
