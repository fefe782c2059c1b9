/** Every rule, by its id, in the order of the design's table. Adding one = one line here. */
import { absoluteDateForRelativeText } from './absolute-date-for-relative-text.ts'
import { aliasOnSingleTable } from './alias-on-single-table.ts'
import { constantOutput } from './constant-output.ts'
import { countCaseElseZero } from './count-case-else-zero.ts'
import { doubleQuotedLiteral } from './double-quoted-literal.ts'
import { equalsWithPercent } from './equals-with-percent.ts'
import { inListValuesNotInText } from './in-list-values-not-in-text.ts'
import { inListWholeColumn } from './in-list-whole-column.ts'
import { integerDivision } from './integer-division.ts'
import { joinUsedOnlyInOn } from './join-used-only-in-on.ts'
import { keyLiteral } from './key-literal.ts'
import { likeWithoutWildcard } from './like-without-wildcard.ts'
import { limitNotAsked } from './limit-not-asked.ts'
import { limitOneAsMax } from './limit-one-as-max.ts'
import { noFrom } from './no-from.ts'
import { nondeterministicFunction } from './nondeterministic-function.ts'
import { nullsFirstInMinLikeOrder } from './nulls-first-in-min-like-order.ts'
import { numberLiteralNotInText } from './number-literal-not-in-text.ts'
import { offset } from './offset.ts'
import { orderNotAsked } from './order-not-asked.ts'
import { positionalGroup } from './positional-group.ts'
import { positionalOrder } from './positional-order.ts'
import { rowid } from './rowid.ts'
import type { Rule } from './rule.ts'
import { sameResultEverywhere } from './same-result-everywhere.ts'
import { selectStarNotAsked } from './select-star-not-asked.ts'
import { stringLiteralNotInText } from './string-literal-not-in-text.ts'
import { textNumberComparison } from './text-number-comparison.ts'
import { textSortedAsNumber } from './text-sorted-as-number.ts'
import { ungroupedColumn } from './ungrouped-column.ts'
import { unusedOutputAlias } from './unused-output-alias.ts'

export const RULES = {
  'string-literal-not-in-text': stringLiteralNotInText,
  'number-literal-not-in-text': numberLiteralNotInText,
  'key-literal': keyLiteral,
  'absolute-date-for-relative-text': absoluteDateForRelativeText,
  'limit-not-asked': limitNotAsked,
  'limit-one-as-max': limitOneAsMax,
  'in-list-values-not-in-text': inListValuesNotInText,
  'in-list-whole-column': inListWholeColumn,
  'select-star-not-asked': selectStarNotAsked,
  'no-from': noFrom,
  'constant-output': constantOutput,
  'same-result-everywhere': sameResultEverywhere,
  'positional-order': positionalOrder,
  'positional-group': positionalGroup,
  rowid,
  offset,
  'join-used-only-in-on': joinUsedOnlyInOn,
  'alias-on-single-table': aliasOnSingleTable,
  'unused-output-alias': unusedOutputAlias,
  'order-not-asked': orderNotAsked,
  'nondeterministic-function': nondeterministicFunction,
  'double-quoted-literal': doubleQuotedLiteral,
  'text-number-comparison': textNumberComparison,
  'like-without-wildcard': likeWithoutWildcard,
  'equals-with-percent': equalsWithPercent,
  'nulls-first-in-min-like-order': nullsFirstInMinLikeOrder,
  'text-sorted-as-number': textSortedAsNumber,
  'ungrouped-column': ungroupedColumn,
  'count-case-else-zero': countCaseElseZero,
  'integer-division': integerDivision,
} satisfies Readonly<Record<string, Rule>>
