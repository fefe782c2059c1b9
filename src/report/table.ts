/** A table with a caption and scoped heads; wide ones scroll inside themselves. */
import { type Html, html } from './html.ts'

export interface Column {
  readonly head: string
  /** Figures, to the right. */
  readonly number?: boolean
}

export interface TableOptions {
  readonly caption: string
  readonly columns: readonly Column[]
  /** The first cell of each row is its head. */
  readonly rows: readonly (readonly (Html | string | number)[])[]
}

export function table({ caption, columns, rows }: TableOptions): Html {
  const heads = columns.map(({ head, number }) => html`<th scope="col"${kind(number)}>${head}</th>`)
  const body = rows.map((row) => {
    const cells = row.map((cell, i) =>
      i === 0
        ? html`<th scope="row"${kind(columns[0]!.number)}>${cell}</th>`
        : html`<td${kind(columns[i]?.number)}>${cell}</td>`,
    )
    return html`<tr>${cells}</tr>`
  })
  return html`<div class="wide" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${heads}</tr></thead><tbody>${body}</tbody></table></div>`
}

function kind(number: boolean | undefined): Html | undefined {
  return number ? html` class="number"` : undefined
}
