/** For `setpriv`: a user with no right at all, who cannot get any either. */
export const asNobody = [
  '--reuid=nobody',
  '--regid=nogroup',
  '--clear-groups',
  '--inh-caps=-all',
  '--bounding-set=-all',
  '--no-new-privs',
] as const;

/** Debian's number of it. */
export const nobodyId = { user: 65_534, group: 65_534 } as const;
