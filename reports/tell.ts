import type { Paint } from './paint'
import { printable } from './printable'

/** A page as a story teller needs it: prose, and blocks of commands. */
interface Page {
  readonly path: string
  readonly parts: readonly (
    | { readonly kind: 'prose'; readonly lines: readonly string[] }
    | { readonly kind: 'block'; readonly commands: readonly { readonly text: string }[] }
  )[]
}

interface Performance {
  readonly printed: readonly (readonly string[])[]
  readonly differences: readonly { readonly line: number; readonly expected: readonly string[] }[]
  readonly verdict: 'as written' | 'differs' | 'rewritten'
}

/** A story with what its commands print, block by block, and whether the page says the same. */
export const tellText = (
  page: Page,
  { printed, differences, verdict }: Performance,
  next: string,
  paint: Paint,
): string => {
  const outputs = [...printed]
  const told = page.parts.flatMap((part) => {
    if (part.kind === 'prose') return part.lines.map(printable)
    return [
      ...part.commands.map(({ text }) => paint.dim(`  > ${printable(text)}`)),
      ...(outputs.shift() ?? []).map((line) => `    ${line}`),
    ]
  })
  const differing = differences.flatMap(({ line, expected }) => [
    paint.red(`${printable(page.path)}:${line}: the page says otherwise:`),
    ...expected.map((one) => `    ${printable(one)}`),
  ])
  const verdicts = {
    'as written': paint.green('told as it is written'),
    rewritten: paint.yellow(`rewritten: ${printable(page.path)}`),
    differs: paint.red('the story and its page differ; --rewrite writes what it prints'),
  }
  return [
    told.join('\n').trim(),
    '',
    ...(verdict === 'differs' ? differing : []),
    verdicts[verdict],
    `next  ${next}`,
  ].join('\n')
}
