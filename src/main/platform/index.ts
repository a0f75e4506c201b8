/*
 * The platform room talks to the operating system for the hosts: where folders are, the log file, the built page,
 * the table of addresses, starting an engine process under plain Node. What only one host does lives with that host.
 */
export { openAddressTable } from './address-table/open.ts';
export { findMediaFolders } from './media-folders.ts';
export { findPaths } from './find-paths.ts';
export { forkNodeEngine } from './fork-node-engine.ts';
export { listenForLastWords } from './last-words.ts';
export { openLogFile } from './log-file.ts';
export { readInstance, writeInstance, type Instance } from './instance-file.ts';
export { readPageFile } from './page-files.ts';
