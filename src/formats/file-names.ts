/** What the names of a publisher's files say: the split, and the folder's name. */

const SPLIT = /(?:^|[_.-])(mini_dev|train_others|train|dev|validation|val|test)(?=$|[_.-])/i

/** The split that a file's name tells (`train_spider.json` → `train`); undefined if it tells none. */
export function splitOf(path: string): string | undefined {
  return SPLIT.exec(baseName(path))?.[1]?.toLowerCase()
}

/** A file's name without folders. */
export function baseName(path: string): string {
  return path.split('/').at(-1) ?? path
}

/** A file's name without folders and ending. */
export function stemOf(path: string): string {
  return baseName(path).replace(/(?<=.)\.[^.]*$/, '')
}

/** The name of the folder that a file lies in; undefined if the path has none. */
export function folderOf(path: string): string | undefined {
  const folder = path.split('/').at(-2)
  return folder && folder !== '.' && folder !== '..' ? folder : undefined
}
