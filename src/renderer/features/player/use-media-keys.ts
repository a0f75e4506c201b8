import { onScopeDispose, watch } from 'vue';
import { usePlayerStore } from '../../state/player.ts';

const stepSeconds = 10;

/** The keys of a keyboard, of a headset and of the system's own panel, and what these show. */
export function useMediaKeys(): void {
  const store = usePlayerStore();
  const { mediaSession } = navigator;
  const by = (seconds: number) => store.seek(store.progress.positionSeconds + seconds);
  const actions: Partial<Record<MediaSessionAction, (details: MediaSessionActionDetails) => void>> = {
    play: () => (store.isPlaying = true),
    pause: () => (store.isPlaying = false),
    stop: () => store.clear(),
    previoustrack: () => store.previous(),
    nexttrack: () => store.next(),
    seekbackward: ({ seekOffset }) => by(-(seekOffset ?? stepSeconds)),
    seekforward: ({ seekOffset }) => by(seekOffset ?? stepSeconds),
    seekto: ({ seekTime }) => {
      if (seekTime !== undefined) store.seek(seekTime);
    },
  };
  const names = Object.keys(actions) as MediaSessionAction[]; // the keys of the table above
  for (const name of names) mediaSession.setActionHandler(name, actions[name] ?? null);

  watch(
    () => store.facts,
    (facts) => {
      mediaSession.metadata =
        facts === undefined
          ? null
          : new MediaMetadata({ title: facts.title, artist: facts.artist ?? '', album: facts.album ?? '' });
    },
  );
  watch(
    () => [store.entry === undefined, store.isPlaying] as const,
    ([isNothing, isPlaying]) => {
      mediaSession.playbackState = isNothing ? 'none' : isPlaying ? 'playing' : 'paused';
    },
  );
  watch(
    () => store.progress,
    ({ positionSeconds, durationSeconds }) => {
      if (durationSeconds === null || durationSeconds <= 0) mediaSession.setPositionState();
      else
        mediaSession.setPositionState({
          duration: durationSeconds,
          position: Math.min(positionSeconds, durationSeconds),
          playbackRate: store.speed,
        });
    },
  );
  onScopeDispose(() => {
    for (const name of names) mediaSession.setActionHandler(name, null);
    mediaSession.metadata = null;
    mediaSession.playbackState = 'none';
  });
}
