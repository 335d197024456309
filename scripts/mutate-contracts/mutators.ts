import type { AstNode } from './source-text.ts';
import { isNode } from './source-text.ts';

/** What a mutator sees of a place in the source. */
export interface Place {
  readonly node: AstNode;
  /** The innermost last. */
  readonly ancestors: readonly AstNode[];
  readonly text: (node: AstNode) => string;
}

/** Another text for a node. */
export interface Replacement {
  readonly of: AstNode;
  readonly by: string;
}

/** Makes the source a little wrong, in as many ways as it can at one place. */
export interface Mutator {
  readonly name: string;
  readonly mutate: (place: Place) => readonly Replacement[];
}

const child = (node: AstNode, field: string): AstNode | undefined => {
  const value = node[field];
  return isNode(value) ? value : undefined;
};

const children = (node: AstNode, field: string): readonly AstNode[] => {
  const value = node[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
};

const typeOf = (node: AstNode): string =>
  (node.typeDescriptions as { readonly typeString?: string } | undefined)?.typeString ?? '';

const isRevert = (node: AstNode | undefined): boolean =>
  node?.nodeType === 'RevertStatement' ||
  (node?.nodeType === 'Block' &&
    children(node, 'statements').every((statement) => statement.nodeType === 'RevertStatement'));

const SWAPPED_OPERATORS: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>'],
  '<=': ['<', '>'],
  '>': ['>=', '<'],
  '>=': ['>', '<'],
  '==': ['!='],
  '!=': ['=='],
  '&&': ['||'],
  '||': ['&&'],
  '+': ['-'],
  '-': ['+'],
  '&': ['|'],
  '|': ['&'],
  '<<': ['>>'],
  '>>': ['<<'],
};

const SWAPPED_YUL: Readonly<Record<string, string>> = {
  shl: 'shr',
  shr: 'shl',
  and: 'or',
  or: 'and',
  add: 'sub',
  sub: 'add',
  lt: 'gt',
  gt: 'lt',
};

const removeCheck: Mutator = {
  name: 'remove check',
  mutate: ({ node }) =>
    node.nodeType === 'IfStatement' && isRevert(child(node, 'trueBody')) ? [{ of: node, by: '{}' }] : [],
};

const negateCondition: Mutator = {
  name: 'negate condition',
  mutate: ({ node, text }) => {
    const condition = child(node, 'condition');
    if (!condition || !['IfStatement', 'Conditional', 'WhileStatement'].includes(node.nodeType)) return [];
    return [{ of: condition, by: `!(${text(condition)})` }];
  },
};

const dropOperand: Mutator = {
  name: 'drop operand',
  mutate: ({ node, text }) => {
    const [left, right] = [child(node, 'leftExpression'), child(node, 'rightExpression')];
    if (node.nodeType !== 'BinaryOperation' || !left || !right || !/^(&&|\|\||[-+&|])$/.test(String(node.operator)))
      return [];
    return [left, right].map((kept) => ({ of: node, by: text(kept) }));
  },
};

const swapOperator: Mutator = {
  name: 'swap operator',
  mutate: ({ node, text }) => {
    const [left, right] = [child(node, 'leftExpression'), child(node, 'rightExpression')];
    if (node.nodeType !== 'BinaryOperation' || !left || !right) return [];
    const others = SWAPPED_OPERATORS[String(node.operator)] ?? [];
    return others.map((operator) => ({ of: node, by: `${text(left)} ${operator} ${text(right)}` }));
  },
};

const dropUnary: Mutator = {
  name: 'drop or turn unary operator',
  mutate: ({ node, text }) => {
    const operand = child(node, 'subExpression');
    if (node.nodeType !== 'UnaryOperation' || !operand) return [];
    if (node.operator === '!' || node.operator === '~') return [{ of: node, by: text(operand) }];
    return node.operator === '++' ? [{ of: node, by: text(node).replace('++', '--') }] : [];
  },
};

const deleteStatement: Mutator = {
  name: 'delete statement',
  mutate: ({ node }) =>
    ['ExpressionStatement', 'EmitStatement', 'Continue', 'YulExpressionStatement', 'YulAssignment'].includes(
      node.nodeType,
    )
      ? [{ of: node, by: node.nodeType.startsWith('Yul') ? '{}' : '{}' }]
      : [],
};

const dropModifier: Mutator = {
  name: 'drop modifier',
  mutate: ({ node, ancestors }) =>
    node.nodeType === 'ModifierInvocation' && ancestors.at(-1)?.kind === 'function' ? [{ of: node, by: '' }] : [],
};

const changeLiteral: Mutator = {
  name: 'change constant',
  mutate: ({ node, text }) => {
    const literal = text(node);
    if (node.nodeType === 'Literal' && node.kind === 'string')
      return [{ of: node, by: literal.replace(/(.)"$/, '$1x"') }];
    if (!['Literal', 'YulLiteral'].includes(node.nodeType) || node.kind === 'bool') {
      return literal === 'true' || literal === 'false' ? [{ of: node, by: literal === 'true' ? 'false' : 'true' }] : [];
    }
    return [{ of: node, by: literal.replace(/^[0-9a-fA-Fx_]+/, (number) => otherNumber(number)) }];
  },
};

/** A large one is doubled: nothing depends on one unit of gas. */
function otherNumber(number: string): string {
  const value = BigInt(number.replaceAll('_', '')) + 1n;
  if (!number.startsWith('0x')) return (value > 1000n ? (value - 1n) * 2n : value).toString();
  const digits = value.toString(16);
  // A mask of all ones would grow by a digit: it loses one instead.
  return digits.length > number.length - 2 ? `0x${number.slice(3)}` : `0x${digits.padStart(number.length - 2, '0')}`;
}

const changeLimit: Mutator = {
  name: 'change limit of a type',
  mutate: ({ node, text }) =>
    node.nodeType === 'MemberAccess' && node.memberName === 'max' ? [{ of: node, by: `(${text(node)} >> 1)` }] : [],
};

const dropArgument: Mutator = {
  name: 'drop argument of a hash',
  mutate: ({ node, text }) => {
    const callee = child(node, 'expression');
    if (node.nodeType !== 'FunctionCall' || !callee || !/^abi\.encode(Packed)?$/.test(text(callee))) return [];
    const all = children(node, 'arguments');
    return all.map((left) => {
      const kept = all.filter((argument) => argument !== left).map(text);
      return { of: node, by: `${text(callee)}(${kept.join(', ')})` };
    });
  },
};

/** Two neighbours of one type: the compiler cannot notice, so a test has to. */
const swapArguments: Mutator = {
  name: 'swap arguments',
  mutate: ({ node, text }) => {
    const all = children(node, 'arguments');
    if (node.nodeType !== 'FunctionCall' || node.kind === 'typeConversion') return [];
    return all.slice(1).flatMap((right, index) => {
      const left = all[index];
      if (!left || typeOf(left) !== typeOf(right) || text(left) === text(right)) return [];
      const names = all.map((argument) => text(argument === left ? right : argument === right ? left : argument));
      const callee = child(node, 'expression');
      return callee ? [{ of: node, by: `${text(callee)}(${names.join(', ')})` }] : [];
    });
  },
};

const otherReason: Mutator = {
  name: 'revert without reason',
  mutate: ({ node }) => (node.nodeType === 'RevertStatement' ? [{ of: node, by: 'revert();' }] : []),
};

const turnAnswer: Mutator = {
  name: 'turn answer',
  mutate: ({ node, text }) => {
    const answer = child(node, 'expression');
    if (node.nodeType !== 'Return' || !answer || typeOf(answer) !== 'bool') return [];
    return ['true', 'false', `!(${text(answer)})`].map((by) => ({ of: answer, by }));
  },
};

const swapYul: Mutator = {
  name: 'swap instruction',
  mutate: ({ node, ancestors }) => {
    const name = node.nodeType === 'YulIdentifier' ? SWAPPED_YUL[String(node.name)] : undefined;
    return name && ancestors.at(-1)?.nodeType === 'YulFunctionCall' ? [{ of: node, by: name }] : [];
  },
};

export const MUTATORS: readonly Mutator[] = [
  removeCheck,
  negateCondition,
  dropOperand,
  swapOperator,
  dropUnary,
  deleteStatement,
  dropModifier,
  changeLiteral,
  changeLimit,
  dropArgument,
  swapArguments,
  otherReason,
  turnAnswer,
  swapYul,
];
