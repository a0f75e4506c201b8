/*
 * Files as folders, and folders as the rows that are open. Pure, so that 2,000 files can be reasoned about without a page.
 */
export interface TreeFile {
  readonly index: number;
  /** `/` between names. */
  readonly path: string;
  readonly sizeBytes: number;
  /** 0–1 verified; absent before anything was added. */
  readonly progress?: number;
}

export interface FileNode {
  readonly kind: 'file';
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly file: TreeFile;
}

export interface FolderNode {
  readonly kind: 'folder';
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly children: readonly TreeNode[];
  /** Of every file below, at any depth. */
  readonly indexes: readonly number[];
}

export type TreeNode = FileNode | FolderNode;

export interface TreeRow {
  readonly node: TreeNode;
  /** 1 for the outermost. */
  readonly level: number;
  /** Among its siblings, from 1. */
  readonly position: number;
  readonly siblings: number;
}

interface OpenFolder {
  readonly folders: Map<string, OpenFolder>;
  readonly files: TreeFile[];
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Folders before files, each in the order a person would count them. */
export function buildTree(files: readonly TreeFile[]): TreeNode[] {
  const root: OpenFolder = { folders: new Map(), files: [] };
  for (const file of files) {
    const names = file.path.split('/').slice(0, -1);
    let folder = root;
    for (const name of names) {
      const next = folder.folders.get(name) ?? { folders: new Map(), files: [] };
      folder.folders.set(name, next);
      folder = next;
    }
    folder.files.push(file);
  }
  return close(root, '');
}

function close({ folders, files }: OpenFolder, prefix: string): TreeNode[] {
  const folderNodes = [...folders].map(([name, inside]): FolderNode => {
    const path = `${prefix}${name}`;
    const children = close(inside, `${path}/`);
    return {
      kind: 'folder',
      name,
      path,
      children,
      sizeBytes: children.reduce((sum, child) => sum + child.sizeBytes, 0),
      indexes: children.flatMap(indexesOf),
    };
  });
  const fileNodes = files.map((file): FileNode => {
    const { path, sizeBytes } = file;
    return { kind: 'file', name: path.slice(path.lastIndexOf('/') + 1), path, sizeBytes, file };
  });
  const byName = (a: TreeNode, b: TreeNode) => collator.compare(a.name, b.name);
  return [...folderNodes.sort(byName), ...fileNodes.sort(byName)];
}

export function indexesOf(node: TreeNode): readonly number[] {
  return node.kind === 'folder' ? node.indexes : [node.file.index];
}

/** The rows that show while these folders (by path) are closed. */
export function openRows(nodes: readonly TreeNode[], closed: ReadonlySet<string>, level = 1): TreeRow[] {
  return nodes.flatMap((node, at): TreeRow[] => {
    const row = { node, level, position: at + 1, siblings: nodes.length };
    const isOpen = node.kind === 'folder' && !closed.has(node.path);
    return isOpen ? [row, ...openRows(node.children, closed, level + 1)] : [row];
  });
}

export type Choice = 'all' | 'some' | 'none';

/** How much of a node is wanted. */
export function choiceOf(node: TreeNode, wanted: ReadonlySet<number>): Choice {
  if (node.kind === 'file') return wanted.has(node.file.index) ? 'all' : 'none';
  const count = node.indexes.reduce((sum, index) => sum + (wanted.has(index) ? 1 : 0), 0);
  return count === 0 ? 'none' : count === node.indexes.length ? 'all' : 'some';
}

/** What is wanted after a person ticked or unticked a node: a folder that is ticked in part becomes ticked. */
export function toggled(node: TreeNode, wanted: ReadonlySet<number>): Set<number> {
  const next = new Set(wanted);
  const take = choiceOf(node, wanted) !== 'all';
  for (const index of indexesOf(node)) {
    if (take) next.add(index);
    else next.delete(index);
  }
  return next;
}

/** 0–1 of a node's bytes, from its files. */
export function progressOf(node: TreeNode): number {
  if (node.kind === 'file') return node.file.progress ?? 0;
  if (node.sizeBytes === 0) return 1;
  const done = node.children.reduce((sum, child) => sum + progressOf(child) * child.sizeBytes, 0);
  return done / node.sizeBytes;
}

/** The nearest folder above a row, or -1. */
export function parentRow(rows: readonly TreeRow[], index: number): number {
  const level = rows[index]?.level ?? 0;
  return rows.findLastIndex((row, at) => at < index && row.level < level);
}
