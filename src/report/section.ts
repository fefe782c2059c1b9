/** A part of the report under its own heading. */
import { type Html, html } from './html.ts'

export interface Section {
  /** For links: `#stages`. */
  readonly id: string
  readonly title: string
  readonly body: Html
}

/** What stands where there is nothing to show yet, with the command that would change it. */
export function empty(words: string, command: string): Html {
  return html`<p class="empty">${words} <code>${command}</code></p>`
}

/** Beside figures that come from recorded example answers. */
export function recordedMark(recorded: boolean | undefined): Html | undefined {
  return recorded
    ? html`<p class="recorded">Recorded example answers: they show the tool, not a model.</p>`
    : undefined
}
