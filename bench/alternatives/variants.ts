/**
 * Decisions that can be measured again: each is the stack as it ships with one thing otherwise. What no setting offers
 * is an edit of the compiled code in a copy of it, so that no switch for measurements is left in the product.
 */
export interface Edit {
  /** Below dist/. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

export interface Variant {
  readonly name: string;
  readonly what: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly edits?: readonly Edit[];
}

const MAIN_THREAD: Edit = {
  file: 'workers/engine.js',
  from: 'reuseV8Context: true,',
  to: "reuseV8Context: true, debugMode: true, isolateExecutionTimeout: '5s',",
};
const NO_PROMISE_STACKS: Edit = {
  file: 'workers/engine.js',
  from: 'const worker = await',
  to: "require('@temporalio/worker/lib/workflow/vm-shared').globalHandlers.setPromiseHook = () => undefined; const worker = await",
};

export const variants: readonly Variant[] = [
  { name: 'as-shipped', what: 'as it ships' },
  {
    name: 'normal-activity',
    what: 'every append by an ordinary activity instead of a local one',
    edits: [
      {
        file: 'workflows/append.js',
        from: 'return await call(fast);',
        to: 'return await call(patient);',
      },
    ],
  },
  {
    name: 'main-thread',
    what: 'workflows in the main thread, with the same limit of 5 s for one that does not return',
    edits: [MAIN_THREAD],
  },
  {
    name: 'main-thread-no-promise-stacks',
    what: 'the same, and no stack kept of any promise',
    edits: [MAIN_THREAD, NO_PROMISE_STACKS],
  },
  {
    name: 'attributes-by-tier',
    what: 'search attributes move with stage and tier only',
    edits: [
      {
        file: 'workflows/show.js',
        from: 'this.fixed = true;',
        to: 'if (this.fixed && state.stage === this.stage && state.tier === this.tier) return; this.fixed = true;',
      },
    ],
  },
  {
    name: 'bigger-batches',
    what: 'the notices of one read in one batch, one batch at a time',
    edits: [
      {
        file: 'messaging/consume.js',
        from: 'if (running.size < options.parallel)\n            begin();',
        to: 'if (waiting.length === 1) setImmediate(begin);',
      },
      { file: 'workers/notifier/run.js', from: 'parallel: 2', to: 'parallel: 1' },
    ],
  },
  {
    name: 'no-search-attributes',
    what: 'no search attributes in Temporal',
    edits: [{ file: 'workflows/show.js', from: 'if (changed.length > 0)', to: 'if (changed.length < 0)' }],
  },
  {
    name: 'synchronous-full',
    what: "Temporal's SQLite file fsynced at every commit",
    args: ['--synchronous', 'full'],
  },
  { name: 'small-cache', what: 'so few issues in memory that most steps replay', args: ['--cached-issues', '20'] },
];
