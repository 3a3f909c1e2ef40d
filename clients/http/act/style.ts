/** How the page looks: one column, large enough for a thumb, with the contrast that WCAG 2.2 AA asks for, light and dark. */
import { createHash } from 'node:crypto';

export const STYLE = `
:root{color-scheme:light dark;--ink:#1b1c1e;--soft:#4a4f57;--paper:#fff;--ground:#f3f4f6;--line:#8b919b;--act:#0b57d0;--on-act:#fff;--no:#a3220f;--on-no:#fff;--good:#0f5c2e;--warn:#7a3b00}
@media (prefers-color-scheme:dark){:root{--ink:#ececee;--soft:#b9bec7;--paper:#1d1f23;--ground:#121316;--line:#7d838d;--act:#a8c7fa;--on-act:#062e6f;--no:#ffb4a6;--on-no:#5c0a00;--good:#8fd8a8;--warn:#ffc38a}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.55 system-ui,"PingFang SC","Noto Sans SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:38rem;margin:0 auto;padding:1rem}
header{color:var(--soft);padding-bottom:0}
header p,footer p{margin:0}
h1{font-size:1.5rem;line-height:1.3;margin:.25rem 0 .75rem}
h2{font-size:1.125rem;margin:0 0 .25rem}
.card{background:var(--paper);border:1px solid var(--line);border-radius:.75rem;padding:1rem;margin:0 0 1rem}
dl{margin:0}
dt{color:var(--soft);font-size:.9375rem}
dd{margin:0 0 .75rem;white-space:pre-line}
dd:last-child{margin-bottom:0}
label{display:block;margin:.75rem 0 .25rem}
input,textarea{width:100%;min-height:3rem;font:inherit;color:inherit;background:var(--ground);border:1px solid var(--line);border-radius:.5rem;padding:.625rem}
textarea{min-height:6rem}
textarea[aria-invalid]{border:2px solid var(--no)}
a{color:var(--act)}
button{display:block;width:100%;min-height:3rem;margin-top:.75rem;border:2px solid var(--act);border-radius:.5rem;background:var(--act);color:var(--on-act);font:inherit;font-weight:600;padding:.5rem 1rem;cursor:pointer}
button.no{background:var(--no);border-color:var(--no);color:var(--on-no)}
:focus-visible{outline:3px solid var(--act);outline-offset:2px}
.error{color:var(--no);font-weight:600;margin:.25rem 0 0}
.card>p{margin:0 0 .75rem}
.card>p:last-child{margin-bottom:0}
.good{border-left:.375rem solid var(--good)}
.warn{border-left:.375rem solid var(--warn)}
footer{color:var(--soft);font-size:.9375rem;padding-top:0}
code{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.9375rem}
`;

/** Nothing from elsewhere, no script, nothing that frames it; the form goes back to where it came from. */
export const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
