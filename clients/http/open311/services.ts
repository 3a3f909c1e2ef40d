/** Categories as services. */
import { createHash } from 'node:crypto';
import { SEVERITIES } from '../../../domain';
import type { Category, Unit } from '../../../domain/directory/community';
import { unitAt } from '../../../domain/directory/directory';
import { procedureFor } from '../../../domain/directory/pin';
import type { Policies } from '../../../domain/procedure/policies';
import type { Lang } from '../../../domain/procedure/documents/words';
import { SEVERITY_ATTRIBUTE, UNIT_ATTRIBUTE } from './attributes';
import { badRequest, notFound } from './errors';
import { list, type Fields, type List } from './format';
import { WORDS } from './words';

export const serviceList = ({ community }: Policies, lang: Lang): List =>
  list(
    'service',
    community.categories.map((category) => ({
      service_code: category.id,
      service_name: category.name[lang],
      description: lang === 'zh' ? category.name.en : category.name.zh,
      metadata: true,
      type: 'realtime',
      keywords: [...new Set([category.id, category.name.zh, category.name.en])].join(', '),
      group: community.name[lang],
    })),
  );

export function serviceDefinition(policies: Policies, category: Category, lang: Lang): Fields {
  const words = WORDS[lang];
  const units = unitsFor(policies, category).map(({ id, name }) => ({ key: id, name: name[lang] }));
  const severities = SEVERITIES.map((severity) => ({ key: severity, name: words.severities[severity] ?? severity }));
  return {
    service_code: category.id,
    attributes: list('attribute', [
      attribute(UNIT_ATTRIBUTE, 1, true, words.unit, units),
      attribute(SEVERITY_ATTRIBUTE, 2, false, words.severity, severities),
    ]),
  };
}

const attribute = (
  code: string,
  order: number,
  required: boolean,
  { title, hint }: { readonly title: string; readonly hint: string },
  values: readonly Fields[],
): Fields => ({
  variable: true,
  code,
  datatype: 'singlevaluelist',
  required,
  datatype_description: hint,
  order,
  description: title,
  values: list('value', values),
});

/** Where matters of this category can lie: where some rung of its procedure looks after the whole of the unit. */
function unitsFor(policies: Policies, { id }: Category): readonly Unit[] {
  const { tiers } = procedureFor(policies, id, 'normal');
  return policies.community.units.filter((unit) =>
    tiers.some(({ level }) => unitAt(policies, unit, level) !== undefined),
  );
}

/** Throws 400 without a code, 404 for one that nobody knows. */
export function serviceOf({ directory }: Policies, code: string | undefined): Category {
  if (code === undefined) throw badRequest('service_code was not provided.');
  const category = directory.categories.get(code);
  if (category === undefined) throw notFound('The service_code that was provided was not found.');
  return category;
}

/** Changes with what the list of services and their definitions say, and with nothing else. */
export function servicesDigest(policies: Policies): string {
  const { categories, units, name } = policies.community;
  return createHash('sha256')
    .update(JSON.stringify([name, categories, units]))
    .digest('hex')
    .slice(0, 16);
}
