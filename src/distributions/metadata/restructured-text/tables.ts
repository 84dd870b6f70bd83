import { addElement, UnclearMarkup } from './document.ts';
import type { Scope } from './document.ts';
import { lineAt } from './lines.ts';
import type { Block } from './lines.ts';

export function readTable(block: Block, index: number, scope: Scope): number {
  addElement(scope, 'table', block.first + index);
  throw new UnclearMarkup(`a table ${lineAt(block, index)}`);
}
