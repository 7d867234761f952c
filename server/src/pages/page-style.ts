/** The look of the server's own pages. Classes are few and named for what they show. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --ink: #171b24; --soft: #5b6472; --line: #e3e7ed; --page: #f2f4f7; --card: #fff; --accent: #3550c4; --tint: #e9edfb;
  --good: #1f6b37; --good-tint: #e2f4e8; --bad: #a8322a; --bad-tint: #fbe7e5;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #eceef2; --soft: #a2aab8; --line: #2b303a; --page: #111318; --card: #1a1d24; --accent: #a9b8ff; --tint: #29325a;
    --good: #8fdba8; --good-tint: #1d3a29; --bad: #f0a097; --bad-tint: #43211f;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 48px 20px 64px; background: var(--page); color: var(--ink); font: 16px/1.55 -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
.narrow { max-width: 560px; }
.medium { max-width: 800px; }
.wide { max-width: 1080px; }
h1 { margin: 0 0 6px; font-size: 28px; line-height: 1.25; font-weight: 650; letter-spacing: -0.01em; text-wrap: balance; }
h1:lang(ar) { letter-spacing: 0; }
:lang(ja) { line-break: strict; }
h1:lang(ja), h2:lang(ja), a:lang(ja) { word-break: auto-phrase; }
h2 { margin: 0 0 10px; font-size: 18px; line-height: 1.35; font-weight: 650; }
h3 { margin: 22px 0 6px; font-size: 14px; font-weight: 600; color: var(--soft); }
p { margin: 0 0 14px; }
ul, ol { margin: 0; padding: 0; list-style: none; }
a { color: var(--accent); text-underline-offset: 3px; }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 6px; }
.soft { color: var(--soft); }
.small { font-size: 14px; }
.lead { font-size: 18px; color: var(--soft); margin-bottom: 28px; }
.card { margin: 0 0 20px; padding: 24px 26px; background: var(--card); border: 1px solid var(--line); border-radius: 14px; }
.card > :last-child { margin-bottom: 0; }
.numbers { font-variant-numeric: tabular-nums; }
.badge { display: inline-block; padding: 0 9px; border-radius: 7px; background: var(--tint); color: var(--accent); font-size: 14px; line-height: 24px; font-weight: 600; white-space: nowrap; }
.badge.good { background: var(--good-tint); color: var(--good); }
.badge.bad { background: var(--bad-tint); color: var(--bad); }
.button { display: inline-block; padding: 12px 20px; border-radius: 9px; background: var(--accent); color: var(--card); font-weight: 600; text-decoration: none; }
.person { display: flex; align-items: center; gap: 16px; margin: 0 0 18px; }
.person img, .initials { flex: none; width: 64px; height: 64px; border-radius: 50%; object-fit: cover; }
.initials { display: grid; place-items: center; background: var(--tint); color: var(--accent); font-size: 21px; font-weight: 600; }
.person strong { display: block; font-size: 19px; line-height: 1.3; }
.slots { display: grid; grid-template-columns: repeat(auto-fill, minmax(104px, 1fr)); gap: 10px; margin-bottom: 20px; }
.slots a, .slots span { display: block; padding: 11px 8px; border: 1px solid var(--line); border-radius: 9px; text-align: center; font-weight: 600; text-decoration: none; font-variant-numeric: tabular-nums; }
.slots a:hover { border-color: var(--accent); background: var(--tint); }
dl { display: grid; grid-template-columns: minmax(110px, 190px) 1fr; margin: 0; }
dt, dd { margin: 0; padding: 7px 0; border-top: 1px solid var(--line); }
dt { padding-right: 16px; color: var(--soft); }
dd { white-space: pre-line; }
table { width: 100%; border-collapse: collapse; }
th { padding: 0 14px 8px 0; text-align: left; font-size: 14px; font-weight: 600; color: var(--soft); }
td { padding: 11px 14px 11px 0; border-top: 1px solid var(--line); vertical-align: top; }
.right { text-align: right; }
.rows > li { padding: 8px 0; border-top: 1px solid var(--line); }
.rows > li:first-child { border-top: 0; }
.passed { color: var(--soft); }
summary { cursor: pointer; color: var(--accent); }
pre { margin: 10px 0 0; padding: 16px; overflow-x: auto; white-space: pre-wrap; background: var(--page); border-radius: 9px; font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
iframe { display: block; width: 100%; height: 720px; margin: 16px 0; border: 1px solid var(--line); border-radius: 9px; background: var(--page); resize: vertical; }
iframe.rep-mail { height: 1180px; }
@media (max-width: 640px) {
  body { padding: 28px 14px 48px; }
  h1 { font-size: 24px; }
  .lead { font-size: 17px; }
  .card { padding: 20px 18px; }
  dl { grid-template-columns: 1fr; }
  dt { padding: 8px 0 0; font-size: 14px; }
  dd { border-top: 0; padding: 0 0 8px; }
  table.list, table.list tbody, table.list tr, table.list td { display: block; }
  table.list thead { display: none; }
  table.list tr { padding: 12px 0; border-top: 1px solid var(--line); }
  table.list tr:first-child { border-top: 0; }
  table.list td { padding: 0; border: 0; text-align: left; }
  table.list td[data-label]:not(:empty)::before { content: attr(data-label) " "; color: var(--soft); }
  iframe { height: 860px; }
  iframe.rep-mail { height: 1500px; }
}
`
