/** The look of the page, as that of the others (reports/page/app/style). */
export const REAL_PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#fbfaf7, #14161a);
  --panel: light-dark(#ffffff, #1b1e23);
  --line: light-dark(#e2dfd8, #30353d);
  --ink: light-dark(#1d1f23, #e8e6e1);
  --soft: light-dark(#5c6068, #a5abb5);
  --good: light-dark(#0b6b58, #6ad1b8);
  --fault: light-dark(#b42318, #ff8a75);
  --fault-wash: light-dark(#fdf0ed, #3a1f1b);
  --sans: Inter, ui-sans-serif, system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif;
  --mono: 'JetBrains Mono', ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 var(--sans); }
main { max-width: 1400px; margin: 0 auto; padding: 24px; }
h1 { margin: 0 0 8px; font-size: 22px; }
h2 { font-size: 16px; }
.verdict { font-weight: 600; font-size: 17px; color: var(--good); }
.verdict:not(.agrees) { color: var(--fault); }
.wide { overflow-x: auto; border: 1px solid var(--line); background: var(--panel); }
table { border-collapse: collapse; width: 100%; font: 13px/1.5 var(--mono); }
th, td { padding: 3px 10px; text-align: left; vertical-align: top; white-space: nowrap; font-weight: 400; }
thead th { color: var(--soft); border-bottom: 1px solid var(--line); }
tbody + tbody { border-top: 1px solid var(--line); }
.event { white-space: normal; min-width: 220px; font-family: var(--sans); }
th[scope='row'] { color: var(--soft); }
.parted { background: var(--fault-wash); }
td.differs { color: var(--fault); font-weight: 700; text-decoration: underline; }
.legend { padding-left: 20px; color: var(--soft); }
code { font: 12px var(--mono); overflow-wrap: anywhere; }
`
