import type { CompiledStatement } from '../../policy/index.js';
import type { PolicyView } from '../view.js';
import { viewWith } from './hypothesis.js';

/** The view in which a holder of a policy that allows everything has no policies besides that only allow: they decide nothing. */
export function withoutAllows(view: PolicyView, holder: string): PolicyView {
  const all = view.attachments(holder).map((attachment) => ({ attachment, document: view.policy(attachment.policy) }));
  const everything = all.find(
    ({ attachment, document }) =>
      attachment.use === 'PERMISSIONS' && !('text' in document) && document.statements.some(allowsEverything),
  );
  if (everything === undefined) return view;
  const bears = ({ attachment, document }: (typeof all)[number]): boolean =>
    attachment.use !== 'PERMISSIONS' ||
    'text' in document ||
    document.statements.some(({ effect }) => effect === 'DENY');
  const attachments = all.filter((one) => one === everything || bears(one)).map(({ attachment }) => attachment);
  return viewWith(view, { holder, attachments });
}

function allowsEverything({ effect, actions, resources, conditions }: CompiledStatement): boolean {
  return effect === 'ALLOW' && conditions.length === 0 && [actions, resources].every(isAll);
}

function isAll(element: CompiledStatement['actions'] | CompiledStatement['resources']): boolean {
  return element !== null && !element.isNot && element.values.includes('*');
}
