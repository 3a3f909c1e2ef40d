/** What is written into the access log although it was allowed: what is personal, and what gives rights to others. */
import type { Verdict } from './judge';
import type { Operation } from './operations';

const AUDITED: Readonly<Partial<Record<Operation, 'read' | 'changed'>>> = {
  'issue.decode': 'read',
  'issue.personal-data': 'read',
  'contacts.read': 'read',
  'contacts.write': 'changed',
  'personal.read': 'read',
  'personal.erase': 'changed',
  'directory.write': 'changed',
  'evidence.erase': 'changed',
  'access.read': 'read',
  'users.manage': 'changed',
  'keys.manage': 'changed',
  'password.change': 'changed',
};

/** Undefined for what is nobody's concern. An operator has no part in any issue, so that each look is written down. */
export function auditedAs(
  operation: Operation,
  by: Extract<Verdict, { may: true }>['by'],
): 'read' | 'changed' | undefined {
  const always = AUDITED[operation];
  if (always !== undefined) return always;
  return by === 'operator' && /^(issue|evidence|notices)\./.test(operation) ? 'read' : undefined;
}
