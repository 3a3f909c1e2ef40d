/** The direction of imports (DESIGN: domain ← workflows ← workers; domain ← store, messaging ← activities ← workers; contracts ← clients). */
const only = (name, room, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: `^(${room})/` },
  to: {
    path: '^(domain|contracts|workflows|activities|store|messaging|policies|workers|clients|stack|simulation|bench|test)/',
    pathNot: `^(${[room, ...allowed].join('|')})(/|\\.ts$)`,
  },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'rules-stand-alone',
      severity: 'error',
      comment: 'The rules run in the workflow: nothing but themselves.',
      from: { path: '^domain/(kernel|capabilities)/' },
      to: { pathNot: '^domain/((kernel|capabilities)/|calendar/working-time)' },
    },
    {
      name: 'no-libraries-in-workflows',
      severity: 'error',
      comment: 'Schema libraries and Node modules neither fit nor belong into a workflow.',
      from: { path: '^workflows/' },
      to: {
        path: '(node_modules/(zod|yaml|temporal-polyfill|pg|kysely|pino|@nats-io)|^(node:|fs|path|crypto))',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'documents-stay-out-of-workflows',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: '^domain/(procedure|directory|duty|messages|calendar/(?!working-time))' },
    },
    only(
      'domain',
      'domain',
      ['contracts/(errors|error-codes)'],
      'The rules and the language of the documents know no other room; documents may use the one error type.',
    ),
    only('contracts', 'contracts', ['domain'], 'Contracts know the rules they speak of.'),
    only('store', 'store', ['domain', 'contracts'], ''),
    only('messaging', 'messaging', ['domain', 'contracts', 'store'], ''),
    only(
      'policies',
      'policies',
      ['domain', 'contracts', 'store'],
      'The rules of the place: documents on disk, and the directory in the store.',
    ),
    only('simulation', 'simulation', ['domain'], 'Random histories need nothing but the rules.'),
    {
      name: 'the-checker-believes-no-rule',
      severity: 'error',
      comment: 'What judges the rules may know how their events look, and nothing of how they are decided.',
      from: { path: '^simulation/check/' },
      to: { path: '^domain/', dependencyTypesNot: ['type-only'] },
    },
    only('activities', 'activities', ['domain', 'contracts', 'store', 'messaging', 'policies'], ''),
    {
      name: 'workflows',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: '^(store|messaging|policies|workers|clients|stack|activities)/', dependencyTypesNot: ['type-only'] },
    },
    only(
      'stack',
      'stack',
      ['contracts', 'domain', 'policies', 'messaging/(permissions|subjects)', 'store/contacts/master-key'],
      'The stack starts processes by their path, and imports none of them.',
    ),
    only(
      'workers',
      'workers',
      ['domain', 'contracts', 'workflows', 'activities', 'store', 'messaging', 'policies', 'stack/temporal'],
      '',
    ),
  ],
  options: {
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|node_modules)/' },
  },
};
