import ts from 'typescript'

/** What is done to a piece of the model. */
export type Operator = 'guard dropped' | 'negated' | 'left dropped' | 'right dropped' | 'decision dropped'

/** One small mistake: some text of one file of the model, and what stands there instead. */
export interface Mutant {
  /** From the root of the project: model/replica/leader.ts. */
  readonly file: string
  /** The line on which the text begins, from 1. */
  readonly line: number
  readonly operator: Operator
  /** What it is done to, on one line. */
  readonly text: string
  readonly start: number
  readonly end: number
  readonly instead: string
}

/** What a mutant is called, whatever else happens to the file: file, operator and text. */
export const nameOf = ({ file, operator, text }: Mutant): string => `${file}: ${operator}: ${text}`

/** The file with the mistake in it. */
export const mutated = (source: string, { start, end, instead }: Mutant): string =>
  source.slice(0, start) + instead + source.slice(end)

/**
 * Every mistake of our kinds that one file of the model can have, in the order of its text.
 *
 * A guard is `if (...) return ...`: dropped, and negated. Any other condition is negated, and so is every answer that is a
 * comparison or a literal yes or no; of two conditions that are joined, each is left out. A decision of an amendment is
 * left out, which leaves the one before it.
 */
export const mutantsOf = (file: string, source: string): readonly Mutant[] => {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true)
  const found: Mutant[] = []
  const add = (operator: Operator, node: ts.Node, instead: string, end = node.end): void => {
    const start = node.getStart(tree)
    const line = tree.getLineAndCharacterOfPosition(start).line + 1
    const text = node.getText(tree).replace(/\s+/g, ' ')
    found.push({ file, line, operator, text, start, end, instead })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isIfStatement(node) && isReturn(node.thenStatement) && node.elseStatement === undefined)
      add('guard dropped', node, '')
    if (isCondition(node)) add('negated', node, negation(node.getText(tree)))
    if (ts.isBinaryExpression(node) && isJoin(node)) {
      add('left dropped', node, bracketed(node.right.getText(tree)))
      add('right dropped', node, bracketed(node.left.getText(tree)))
    }
    if (isDecision(node)) add('decision dropped', node, '', source[node.end] === ',' ? node.end + 1 : node.end)
    ts.forEachChild(node, visit)
  }
  ts.forEachChild(tree, visit)
  return found
}

const bracketed = (text: string): string => `(${text})`

const negation = (text: string): string => {
  if (text === 'true') return 'false'
  return text === 'false' ? 'true' : `!(${text})`
}

const isReturn = (node: ts.Statement): boolean =>
  ts.isReturnStatement(node) ||
  (ts.isBlock(node) && node.statements.length === 1 && node.statements.some(ts.isReturnStatement))

/** Joined by 'and', 'or', or 'unless there is none': what stands on either side can be left out. */
const isJoin = ({ operatorToken: { kind } }: ts.BinaryExpression): boolean =>
  kind === ts.SyntaxKind.AmpersandAmpersandToken ||
  kind === ts.SyntaxKind.BarBarToken ||
  kind === ts.SyntaxKind.QuestionQuestionToken

/** What is asked by `if` or `?`, or is an answer that can only be yes or no. */
const isCondition = (node: ts.Node): boolean => {
  const { parent } = node
  if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword)
    return !ts.isLiteralTypeNode(parent)
  if (ts.isIfStatement(parent) && parent.expression === node) return true
  if (ts.isConditionalExpression(parent) && parent.condition === node) return true
  const isAnswer =
    (ts.isArrowFunction(parent) && parent.body === node) ||
    (ts.isReturnStatement(parent) && parent.expression === node) ||
    (ts.isVariableDeclaration(parent) && parent.initializer === node) ||
    (ts.isPropertyAssignment(parent) && parent.initializer === node)
  return isAnswer && isYesOrNo(node)
}

const COMPARISONS: readonly ts.SyntaxKind[] = [
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
]

const isYesOrNo = (node: ts.Node): boolean => {
  if (ts.isParenthesizedExpression(node)) return isYesOrNo(node.expression)
  if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.ExclamationToken
  if (!ts.isBinaryExpression(node)) return false
  if (COMPARISONS.includes(node.operatorToken.kind)) return true
  return isJoin(node) && isYesOrNo(node.left)
}

/** A member of what `decide` of an amendment answers. */
const isDecision = (node: ts.Node): boolean => {
  if (!ts.isPropertyAssignment(node) && !ts.isShorthandPropertyAssignment(node)) return false
  const around = ts.findAncestor(node.parent, ts.isArrowFunction)
  if (around === undefined || !ts.isPropertyAssignment(around.parent)) return false
  const answered = ts.isParenthesizedExpression(around.body) ? around.body.expression : around.body
  return around.parent.name.getText() === 'decide' && node.parent === answered
}
