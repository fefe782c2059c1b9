/** Makes what a model wrote fit to be kept and read: not endless, and without NUL, which no store holds. */

/** Characters of one answer; longer than any query or thought that the limits of tokens allow. */
export const LONGEST_ANSWER = 200_000

/** Also takes NUL out where JSON has it escaped, as it would come back when that is read. */
export function fitToKeep(text: string): string {
  return text
    .slice(0, LONGEST_ANSWER)
    .replaceAll('\0', '\uFFFD')
    .replace(/(?<!\\)((?:\\\\)*)\\u0000/g, '$1\\ufffd')
}
