/**
 * Of an item of the library: whether others can have it. `at-risk`: it is shared, and nobody else is seen who holds all
 * of it. `partly`: some files of an album or playlist are shared and others are not.
 */
export const shareStates = ['none', 'partly', 'sharing', 'at-risk'] as const;
export type ShareState = (typeof shareStates)[number];
