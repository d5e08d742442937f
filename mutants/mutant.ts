import ts from 'typescript'

/** The kind of change to the model. */
export type Operator = 'guard dropped' | 'negated' | 'left dropped' | 'right dropped' | 'decision dropped'

/** One small mistake: a piece of text in one file of the model, and its replacement. */
export interface Mutant {
  /** Relative to the root of the project: model/replica/leader.ts. */
  readonly file: string
  /** The line on which the text begins, counted from 1. */
  readonly line: number
  readonly operator: Operator
  /** The changed text, on one line. */
  readonly text: string
  readonly start: number
  readonly end: number
  readonly instead: string
}

/** The name of a mutant: file, operator and text. It does not depend on other changes of the file. */
export const nameOf = ({ file, operator, text }: Mutant): string => `${file}: ${operator}: ${text}`

/** The text of the file with the mistake. */
export const mutated = (source: string, { start, end, instead }: Mutant): string =>
  source.slice(0, start) + instead + source.slice(end)

/**
 * All mutants of one file of the model, in the order of its text.
 *
 * A guard is `if (...) return ...`. It is dropped, and it is negated. Any other condition is negated, and so is every
 * result that is a comparison or a boolean literal. Of two joined conditions, each is left out. A decision of an
 * amendment is left out, so that the previous answer applies.
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

/** An expression with `&&`, `||` or `??`, of which either side can be left out. */
const isJoin = ({ operatorToken: { kind } }: ts.BinaryExpression): boolean =>
  kind === ts.SyntaxKind.AmpersandAmpersandToken ||
  kind === ts.SyntaxKind.BarBarToken ||
  kind === ts.SyntaxKind.QuestionQuestionToken

/** A condition of `if` or `?`, or a result that can only be a boolean. */
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

/** A member of the object that `decide` of an amendment returns. */
const isDecision = (node: ts.Node): boolean => {
  if (!ts.isPropertyAssignment(node) && !ts.isShorthandPropertyAssignment(node)) return false
  const around = ts.findAncestor(node.parent, ts.isArrowFunction)
  if (around === undefined || !ts.isPropertyAssignment(around.parent)) return false
  const answered = ts.isParenthesizedExpression(around.body) ? around.body.expression : around.body
  return around.parent.name.getText() === 'decide' && node.parent === answered
}
