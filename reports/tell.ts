import type { Paint } from './paint'
import { printable } from './printable'

/** The parts of a story that are printed: prose, blocks of commands, and screens, which hold commands and output alike. */
interface Page {
  readonly path: string
  readonly parts: readonly (
    | { readonly kind: 'prose'; readonly lines: readonly string[] }
    | { readonly kind: 'block'; readonly commands: readonly { readonly text: string }[] }
    | { readonly kind: 'screen' }
  )[]
}

interface Performance {
  readonly printed: readonly (readonly string[])[]
  readonly differences: readonly { readonly line: number; readonly expected: readonly string[] }[]
  readonly verdict: 'as written' | 'differs' | 'rewritten'
}

/** A story with the output of its commands, block by block, and whether the page has the same output. */
export const tellText = (
  page: Page,
  { printed, differences, verdict }: Performance,
  next: string,
  paint: Paint,
): string => {
  const outputs = [...printed]
  const told = page.parts.flatMap((part) => {
    if (part.kind === 'prose') return part.lines.map(printable)
    if (part.kind === 'screen') return (outputs.shift() ?? []).map((line) => `    ${printable(line)}`)
    return [
      ...part.commands.map(({ text }) => paint.dim(`  > ${printable(text)}`)),
      ...(outputs.shift() ?? []).map((line) => `    ${line}`),
    ]
  })
  const differing = differences.flatMap(({ line, expected }) => [
    paint.red(`${printable(page.path)}:${line}: the output differs; the page says:`),
    ...expected.map((one) => `    ${printable(one)}`),
  ])
  const verdicts = {
    'as written': paint.green('the output matches the page'),
    rewritten: paint.yellow(`rewritten: ${printable(page.path)}`),
    differs: paint.red('the output differs from the page; --rewrite updates the page'),
  }
  return [
    told.join('\n').trim(),
    '',
    ...(verdict === 'differs' ? differing : []),
    verdicts[verdict],
    `next  ${next}`,
  ].join('\n')
}
