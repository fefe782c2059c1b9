/** The report as one HTML file that needs no network and no script. */
import { type Html, html } from './html.ts'
import type { Section } from './section.ts'
import { costSection } from './sections/cost.ts'
import { disagreementSection } from './sections/disagreement.ts'
import { disputesSection } from './sections/disputes.ts'
import { flowSection } from './sections/flow.ts'
import { guidelinesSection } from './sections/guidelines.ts'
import { metricsSection } from './sections/metrics.ts'
import { releaseSection } from './sections/release.ts'
import { scoresSection } from './sections/scores.ts'
import { stagesSection } from './sections/stages.ts'
import type { Study } from './study.ts'
import { STYLE } from './style.ts'
import { summaryOf } from './summary.ts'

const SECTIONS: readonly ((study: Study) => Section)[] = [
  flowSection,
  stagesSection,
  metricsSection,
  disagreementSection,
  guidelinesSection,
  disputesSection,
  releaseSection,
  scoresSection,
  costSection,
]

/** @returns the file's text and the sections' ids */
export function reportPage(study: Study): { readonly text: string; readonly sections: string[] } {
  const sections = SECTIONS.map((make) => make(study))
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${study.name}: the study</title>
<style>${{ html: STYLE }}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<header class="top"><p class="brand">Concord</p><h1>${study.name}</h1>
<p class="when">Made on ${study.at.slice(0, 10)}. Every figure is computed from stored answers and real executions.</p>
${study.recorded ? html`<p class="recorded strong" role="note"><strong>Recorded example answers: they show the tool, not a model.</strong> The answers in this study were written for the example; what is computed from them says how the method works, not how well a model does.</p>` : undefined}
${summaryOf(study)}</header>
<div class="layout">
<nav aria-label="Sections"><ol>${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ol></nav>
<main id="main" tabindex="-1">${sections.map(sectionOf)}</main>
</div>
<footer><p>Written by <code>concord report</code>. Intervals are 95 %. Within noise: the interval of the difference holds zero, or so few questions show a difference of this size with a power of less than 80 %.</p></footer>
</body>
</html>
`
  return { text: page.html, sections: sections.map(({ id }) => id) }
}

function sectionOf({ id, title, body }: Section): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${body}</section>`
}
