// Packages without types, as far as tests look into them.

declare module 'bittorrent-tracker/client' {
  const TrackerClient: { readonly prototype: Record<string, unknown> };
  export default TrackerClient;
}

declare module 'ut_pex' {
  export default function utPex(): { readonly prototype: Record<string, unknown> };
}
