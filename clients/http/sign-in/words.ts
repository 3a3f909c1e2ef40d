/** What the page of signing in says, once per language; the form itself has the words of the pages behind links. */
import type { Lang } from '../../../domain/procedure/documents/words';

export interface SignInWords {
  readonly heading: string;
  readonly text: string;
  readonly forgotten: string;
  readonly done: { readonly heading: string; readonly text: (name: string) => string };
  readonly operator: string;
  readonly temporal: string;
  readonly docs: string;
  readonly signOut: string;
}

const WORDS: Readonly<Record<Lang, SignInWords>> = {
  en: {
    heading: 'Sign in',
    text: 'With your account here. Then the links of notices know you, and the Temporal web UI shows you what people wrote, as far as you may read it.',
    forgotten: 'No account, or the password forgotten? Ask whoever runs this Doorstep.',
    done: { heading: 'You are signed in', text: (name) => `As ${name}.` },
    operator: 'As an operator.',
    temporal: 'Temporal web UI',
    docs: 'Interface for programs',
    signOut: 'Sign out',
  },
  zh: {
    heading: '登录',
    text: '请用您在这里的账号登录。登录后，通知中的链接会认得您，Temporal 网页也会按您的权限显示居民写下的内容。',
    forgotten: '没有账号或忘记密码？请联系本系统的管理人员。',
    done: { heading: '您已登录', text: (name) => `当前身份：${name}。` },
    operator: '您是管理员。',
    temporal: 'Temporal 网页',
    docs: '程序接口说明',
    signOut: '退出登录',
  },
};
export const signInWords = (lang: Lang): SignInWords => WORDS[lang];
