import type { Node } from '@babel/types';
import { type SourceFile, walk } from './source-tree.ts';

interface Rule {
  readonly name: string;
  readonly why: string;
  readonly isBroken: (node: Node, parent: Node | undefined) => boolean;
}

const memberName = (node: Node): string | undefined =>
  node.type === 'MemberExpression' && node.property.type === 'Identifier' ? node.property.name : undefined;

const isCallOf = (node: Node, name: string) => node.type === 'CallExpression' && memberName(node.callee) === name;

const textOf = (node: Node): string => {
  if (node.type === 'StringLiteral') return node.value;
  if (node.type === 'TemplateElement') return node.value.raw;
  return '';
};

const isPinsAdd = (node: Node) =>
  isCallOf(node, 'add') &&
  node.type === 'CallExpression' &&
  node.callee.type === 'MemberExpression' &&
  memberName(node.callee.object) === 'pins';

/** R-09 and the traps measured on our libraries: each would undo a promise without failing a test of its own. */
export const RULES: readonly Rule[] = [
  {
    name: 'serialize',
    why: 'db.serialize() returns the database without its cipher',
    isBroken: (node) => isCallOf(node, 'serialize'),
  },
  {
    name: 'attach',
    why: 'a database attached without a key is written in the clear',
    isBroken: (node) => /\bATTACH\s+(DATABASE\b|['":@?$])/i.test(textOf(node)),
  },
  {
    name: 'loadExtension',
    why: 'an extension runs foreign code beside the keys',
    isBroken: (node) => isCallOf(node, 'loadExtension'),
  },
  {
    name: 'NonceManager',
    why: 'it never rolls a nonce back; nonces are allocated with the signature',
    isBroken: (node) => node.type === 'Identifier' && node.name === 'NonceManager',
  },
  {
    name: 'pins.add',
    why: 'it stores nothing unless it is iterated to the end',
    isBroken: (node, parent) =>
      isPinsAdd(node) &&
      parent?.type !== 'ForOfStatement' &&
      !(parent?.type === 'CallExpression' && parent.callee !== node) &&
      parent?.type !== 'YieldExpression',
  },
  {
    name: 'blockstore signal',
    why: 'a read of a missing block never settles without an AbortSignal',
    isBroken: (node) => {
      if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
      const owner = node.callee.object;
      const isStore =
        memberName(owner) === 'blockstore' || (owner.type === 'Identifier' && owner.name === 'blockstore');
      const method = memberName(node.callee);
      if (!isStore || !['get', 'has', 'getMany'].includes(method ?? '')) return false;
      const options = node.arguments.at(-1);
      return !(
        options?.type === 'ObjectExpression' &&
        options.properties.some(
          (property) =>
            property.type === 'ObjectProperty' && property.key.type === 'Identifier' && property.key.name === 'signal',
        )
      );
    },
  },
  {
    name: 'queryFilter',
    why: 'thirty times slower than raw logs, and without reorganisations',
    isBroken: (node) => isCallOf(node, 'queryFilter'),
  },
  {
    name: 'eval',
    why: 'no code from text',
    isBroken: (node) =>
      (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'eval') ||
      (node.type === 'NewExpression' && node.callee.type === 'Identifier' && node.callee.name === 'Function'),
  },
  {
    name: 'dangerouslySetInnerHTML',
    why: 'records are text; React escapes text',
    isBroken: (node) => node.type === 'JSXAttribute' && node.name.name === 'dangerouslySetInnerHTML',
  },
  {
    name: 'Math.random',
    why: 'not random enough for anything here, and tests cannot replay it',
    isBroken: (node) =>
      node.type === 'MemberExpression' &&
      memberName(node) === 'random' &&
      node.object.type === 'Identifier' &&
      node.object.name === 'Math',
  },
];

/** Names every broken rule, as `file:line rule: why`. */
export function brokenRules(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const broken: string[] = [];
    walk(file, (node, parent) => {
      for (const rule of RULES) {
        if (rule.isBroken(node, parent)) {
          broken.push(`${file.path}:${node.loc?.start.line ?? 0} ${rule.name}: ${rule.why}`);
        }
      }
    });
    return broken;
  });
}
