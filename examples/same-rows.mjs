/** Whether two results are the same for the purposes of checking the example; Concord's own judge is stricter and slower. */

/**
 * Rows as a multiset, cells by value, reals to nine digits; where the gold orders its rows at the top level, the
 * column that it orders by has to read the same from top to bottom.
 *
 * @param {unknown[][]} gold
 * @param {unknown[][]} other
 * @param {string} sql the gold's text
 * @returns {boolean}
 */
export function sameRows(gold, other, sql) {
  if (JSON.stringify(gold.map(text).sort()) !== JSON.stringify(other.map(text).sort())) return false
  const key = orderKey(sql)
  return !key || JSON.stringify(gold.map(key)) === JSON.stringify(other.map(key))
}

function text(row) {
  return JSON.stringify(row.map(rounded))
}

function rounded(cell) {
  if (typeof cell === 'bigint') return Number(cell)
  return typeof cell === 'number' && !Number.isInteger(cell) ? Number(cell.toPrecision(9)) : cell
}

/** In the example a list is ordered by its count, which stands last, or by its name, which stands first. */
function orderKey(sql) {
  const last = /\bORDER BY ([^()]*(?:\([^()]*\))?[^()]*)$/i.exec(sql)?.[1]
  if (!last) return undefined
  return /COUNT|\bn\b/i.test(last) ? (row) => rounded(row.at(-1)) : (row) => row[0]
}
