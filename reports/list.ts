import { escaped } from './escaped'
import type { SavedRun } from './saved'

/**
 * A saved run in the list: its name, its modification time in milliseconds since 1970, and its content or the reason
 * why it cannot be read.
 */
export type Listed = { readonly name: string; readonly modified: number } & (
  | { readonly run: SavedRun }
  | { readonly trouble: string }
)

interface UnderWay {
  readonly pid: number
  readonly command: string
  readonly progress: string
}

/** The index page: running work, the runs, newest first, and the written pages. */
export const listHtml = (
  runs: readonly Listed[],
  pages: readonly string[],
  underWay: readonly UnderWay[],
): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>tidemark: runs</title>
<style>${LIST_STYLE}</style>
</head>
<body>
<main>
<h1>tidemark</h1>
<section aria-live="polite">
<h2>Running</h2>
<p id="idle"${underWay.length === 0 ? '' : ' hidden'}>Nothing. A <code>check</code> or <code>walk</code> in this folder is shown here while it runs.</p>
<ul id="live">${underWay.map(liveItem).join('')}</ul>
</section>
<section>
<h2>Runs</h2>
${runs.length === 0 ? '<p>None yet: <code>check</code>, <code>walk</code>, <code>ablate</code> and <code>ladder</code> each save one.</p>' : runsTable(runs)}
</section>
${pages.length === 0 ? '' : `<section>\n<h2>Pages</h2>\n<ul>${pages.map(pageItem).join('')}</ul>\n</section>`}
</main>
<script>${LIST_SCRIPT}</script>
</body>
</html>
`

const liveItem = ({ command, progress }: UnderWay): string =>
  `<li><code>${escaped(command)}</code><span>${escaped(progress)}</span></li>`

const pageItem = (name: string): string => `<li><a href="/pages/${encodeURIComponent(name)}">${escaped(name)}</a></li>`

const runsTable = (runs: readonly Listed[]): string => `<div class="wide"><table>
<thead><tr><th scope="col">run</th><th scope="col">saved (UTC)</th><th scope="col">answers</th><th scope="col">result</th><th scope="col">data</th></tr></thead>
<tbody>
${runs.map(runRow).join('\n')}
</tbody>
</table></div>`

const runRow = (listed: Listed): string => {
  const { name, modified } = listed
  const when = new Date(modified).toISOString().slice(0, 16).replace('T', ' ')
  if ('trouble' in listed)
    return `<tr><th scope="row">${escaped(name)}</th><td>${when}</td><td></td><td class="bad">${escaped(listed.trouble)}</td><td></td></tr>`
  const { entries } = listed.run
  const hasPage = entries.some(({ token }) => token !== undefined)
  const label = escaped(labelOf(listed.run))
  const address = `/runs/${encodeURIComponent(name)}`
  const data = `<a href="${address}.json" aria-label="JSON of ${escaped(name)}">JSON</a>`
  const link = hasPage ? `<a href="${address}">${label}</a>` : label
  return `<tr><th scope="row">${link}</th><td>${when}</td><td>${entries.length}</td><td>${summary(listed.run)}</td><td>${data}</td></tr>`
}

/** A run with one answer is named after its question. */
const labelOf = ({ command, entries: [first, ...others] }: SavedRun): string =>
  first === undefined || others.length > 0 ? command : first.id

/** The number of answers of each kind, with failures marked: '2 broken, 5 hold'. */
const summary = ({ entries }: SavedRun): string => {
  const verdicts = [...new Set(entries.map(({ verdict }) => verdict))].sort()
  const counts = verdicts.map((verdict) => {
    const count = entries.filter((entry) => entry.verdict === verdict).length
    const mark = BAD.includes(verdict) ? 'bad' : 'good'
    return `<span class="${mark}">${count} ${escaped(verdict)}</span>`
  })
  const [first] = entries.filter(({ property }) => property !== undefined)
  return [counts.join(', '), ...(first === undefined ? [] : [`<small>${escaped(first.property ?? '')}</small>`])].join(
    ' ',
  )
}

const BAD = ['broken', 'failed', 'still fails', 'diverged', 'inconclusive']

export const LIST_STYLE = `
:root { color-scheme: light dark; --ink: #1c2733; --dim: #5b6875; --line: #d8dee5; --paper: #fff; --accent: #0b5f8a; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e3e9ef; --dim: #9aa7b4; --line: #33404d; --paper: #12181f; --accent: #7cc4ee; --bad: #ff9a8f; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 64rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
a { color: var(--accent); } code, li span { font: 0.875rem/1.5 ui-monospace, monospace; }
#live { list-style: none; padding: 0; } #live li { border-left: 3px solid var(--accent); padding: 0.25rem 0.75rem; margin: 0.5rem 0; }
#live span { display: block; color: var(--dim); font-variant-numeric: tabular-nums; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: 0.4rem 1rem 0.4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; font-weight: normal; }
thead th, small { color: var(--dim); } .bad { color: var(--bad); }
li, th, td { overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { display: block; padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
  tr th { display: block; } th, td { border: 0; padding: 0.1rem 0.75rem 0.1rem 0; } tr td { display: inline-block; }
}
`

/** Asks every second for the running work, and shows it as text. */
export const LIST_SCRIPT = `
const live = document.getElementById('live')
const idle = document.getElementById('idle')
const shown = (item) => {
  const entry = document.createElement('li')
  const command = document.createElement('code')
  const progress = document.createElement('span')
  command.textContent = item.command
  progress.textContent = item.progress
  entry.append(command, progress)
  return entry
}
const look = async () => {
  try {
    const found = await (await fetch('/live.json')).json()
    const wasBusy = live.children.length > 0
    live.replaceChildren(...found.map(shown))
    idle.hidden = found.length > 0
    if (wasBusy && found.length === 0) location.reload()
  } catch {
    idle.hidden = false
    idle.textContent = 'The server has stopped.'
  }
}
setInterval(look, 1000)
`
