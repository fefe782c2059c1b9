/** Words by which a question asks for an order, a limit, everything, or a time that moves. */

const ENDS_IN_EST =
  /\b(?!(?:inter|fo|re|w|t|gu|n|har|inv|mani|cont|arr|sugg|ch|qu|prot|budap|requ|v|z|p|j|att|dig|conqu|earn|hon|mod|ever|b(?=est\s+western))est\b)[a-z]{1,}est\b/

/** Asks for the extreme of something: "oldest", "the most", "top 3", "MAX(…)" in an evidence. */
export const SUPERLATIVE = new RegExp(
  `${ENDS_IN_EST.source}|\\b(most|least|top|bottom|max|min|maximum|minimum|maximal|minimal|best|worst|first|last|majority|extreme|peak|record|leading|rank(ed|ing)?|champion|winner|favou?rite|more than any|next|any one|one of|an example|common|dominant|main|primary|popular)\\b`,
  'i',
)

/** Asks for rows in an order. */
export const ORDERED = new RegExp(
  `${SUPERLATIVE.source}|\\b(order(ed|ing)?|sort(ed|ing)?|arrange[ds]?|(a|de)s*cen\\w*|asc|desc|increasing|decreasing|alphabetic(al|ally)?|lexicographic(al|ally)?|chronological(ly)?|reverse|from .* to|starting|sequence|rank)\\b`,
  'i',
)

/** Asks for everything that is known of a thing. */
export const EVERYTHING =
  /\b(information|info|details?|everything|records?|rows?|entr(y|ies)|data|descriptions?|features?|attributes|all (the )?(columns?|fields?|properties|facts?|content)|contents?|about|profile|whole|entire|complete|full list|\*)\b/i

/** Speaks of a time that moves with the day on which it is asked. */
export const RELATIVE_TIME =
  /\b(today|yesterday|tomorrow|nowadays|recent(ly)?|ago|(last|past|previous|preceding|this|current|next|coming) (\w+ )?(day|week|month|quarter|year|decade|weekend)s?|to date|so far|still|until now|up to now)\b/i
