import { z } from 'zod'
import { markdown } from './table'

/** The fields of one shape as a Markdown table, one row per field. Nested fields are listed by their path. */
export const fieldTable = (shape: z.ZodType): string =>
  markdown([['field', 'type', 'meaning'], ...fieldsOf(z.toJSONSchema(shape) as Node, '')])

interface Node {
  readonly type?: string
  readonly const?: string | number
  readonly enum?: readonly string[]
  readonly description?: string
  readonly properties?: Readonly<Record<string, Node>>
  readonly required?: readonly string[]
  readonly items?: Node
}

const fieldsOf = ({ properties = {}, required = [] }: Node, path: string): readonly (readonly string[])[] =>
  Object.entries(properties).flatMap(([name, node]) => {
    const at = `${path}${name}`
    const type = `${typeOf(node)}${required.includes(name) ? '' : ', optional'}`
    const inner = node.items?.properties === undefined ? fieldsOf(node, `${at}.`) : fieldsOf(node.items, `${at}[].`)
    return [[`\`${at}\``, type, node.description ?? ''], ...inner]
  })

const typeOf = ({ type, const: only, enum: words, items }: Node): string => {
  if (only !== undefined) return `\`${only}\``
  if (words !== undefined) return words.map((word) => `\`${word}\``).join(' or ')
  return type === 'array' ? `list of ${items?.type ?? 'values'}s` : (type ?? 'value')
}
