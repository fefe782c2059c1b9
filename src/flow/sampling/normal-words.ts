/** A question's words without case, punctuation and white space: questions with equal ones say the same. */

export function normalWords(text: string): string {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join(' ')
}
