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

const OWN_THREAD: Edit = { file: 'workers/engine/main-thread.js', from: 'debugMode: true', to: 'debugMode: false' };
const PROMISE_STACKS: Edit = {
  file: 'workers/engine/main-thread.js',
  from: 'Object.assign(vm_shared_1.globalHandlers, { setPromiseHook: () => undefined });',
  to: '',
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
    name: 'promise-stacks',
    what: 'the stack of every promise kept, as the SDK does',
    edits: [PROMISE_STACKS],
  },
  {
    name: 'own-thread',
    what: 'the same, and workflows in a thread of their own',
    edits: [OWN_THREAD, PROMISE_STACKS],
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
    name: 'small-batches',
    what: 'each notice begins a batch at once, two batches at a time',
    edits: [
      {
        file: 'messaging/consume.js',
        from: 'if (waiting.length === 1)\n            setImmediate(begin);',
        to: 'if (running.size < options.parallel) begin();',
      },
      {
        file: 'workers/notifier/run.js',
        from: 'parallel: 1,\n            handle: (0, deliver_1',
        to: 'parallel: 2,\n            handle: (0, deliver_1',
      },
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
