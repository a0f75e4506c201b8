import { createRouter, createWebHashHistory, type RouteRecordRaw, type Router } from 'vue-router';
import LibraryView from './features/library/LibraryView.vue';
import ListPage from './features/library/lists/ListPage.vue';
import ListsView from './features/library/lists/ListsView.vue';
import AlbumsView from './features/library/music/AlbumsView.vue';
import ArtistsView from './features/library/music/ArtistsView.vue';
import TracksView from './features/library/music/TracksView.vue';
import AlbumPage from './features/library/pages/AlbumPage.vue';
import ArtistPage from './features/library/pages/ArtistPage.vue';
import ShowPage from './features/library/pages/ShowPage.vue';
import VideoPage from './features/library/pages/VideoPage.vue';
import ShowsView from './features/library/video/ShowsView.vue';
import VideosView from './features/library/video/VideosView.vue';
import PrivacyView from './features/privacy/PrivacyView.vue';
import SettingsView from './features/settings/SettingsView.vue';
import NotFoundView from './features/shell/NotFoundView.vue';
import StartView from './features/shell/StartView.vue';
import TransfersView from './features/transfers/TransfersView.vue';

/** In the order of the side bar. */
export const places = ['library', 'transfers', 'privacy', 'settings'] as const;

/** Each item's own page is called `library-<kind>`. */
const library: RouteRecordRaw[] = [
  { path: '', name: 'library', redirect: '/library/music/albums' },
  { path: 'music', redirect: '/library/music/albums' },
  { path: 'music/albums', name: 'library-albums', component: AlbumsView },
  { path: 'music/artists', name: 'library-artists', component: ArtistsView },
  { path: 'music/tracks', name: 'library-tracks', component: TracksView },
  { path: 'video', redirect: '/library/video/movies' },
  { path: 'video/movies', name: 'library-movies', component: VideosView, props: { kind: 'movie' } },
  { path: 'video/shows', name: 'library-shows', component: ShowsView },
  { path: 'video/home', name: 'library-home', component: VideosView, props: { kind: 'home' } },
  { path: 'lists', name: 'library-lists', component: ListsView },
  { path: 'album/:id', name: 'library-album', component: AlbumPage },
  { path: 'artist/:id', name: 'library-artist', component: ArtistPage },
  { path: 'video/:id', name: 'library-video', component: VideoPage },
  { path: 'show/:id', name: 'library-show', component: ShowPage },
  { path: 'playlist/:id', name: 'library-playlist', component: ListPage },
];

export function makeRouter(): Router {
  return createRouter({
    history: createWebHashHistory(),
    routes: [
      { path: '/', name: 'start', component: StartView },
      { path: '/library', component: LibraryView, children: library },
      { path: '/transfers/:id?', name: 'transfers', component: TransfersView },
      { path: '/privacy', name: 'privacy', component: PrivacyView },
      { path: '/settings', name: 'settings', component: SettingsView },
      { path: '/:anything(.*)*', component: NotFoundView },
    ],
  });
}

/** The place of the side bar that a route belongs to. */
export function placeOf(name: unknown): (typeof places)[number] | undefined {
  return places.find((place) => typeof name === 'string' && (name === place || name.startsWith(`${place}-`)));
}
