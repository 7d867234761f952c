/** What a form looks like on a page of ours: as the widget does, in the page's colours, so that one can take the other's place. */
export const formStyle = `
:root { --edge: #7f8899; }
@media (prefers-color-scheme: dark) { :root { --edge: #747d8f; } }
.from { margin: 0 0 18px; font-size: 16px; line-height: 1.5; letter-spacing: 0; color: var(--soft); }
baton-form {
  display: block;
  --baton-accent: var(--accent); --baton-accent-text: var(--card); --baton-text: var(--ink); --baton-muted: var(--soft); --baton-background: var(--card);
  --baton-surface: var(--page); --baton-border: var(--edge); --baton-error: var(--bad); --baton-radius: 9px; --baton-width: 100%; --baton-shadow: none;
}
.form { padding: 28px; }
.form h2 { margin: 0 0 6px; font-size: 22px; text-wrap: balance; }
.form .intro { margin: 0 0 26px; color: var(--soft); }
.progress { display: flex; align-items: center; gap: 16px; margin: 0 0 24px; font-size: 14px; color: var(--soft); }
progress { appearance: none; flex: 1; height: 4px; border: 0; border-radius: 4px; overflow: hidden; background: var(--line); }
::-webkit-progress-bar { background: none; }
::-webkit-progress-value { background: var(--accent); border-radius: 4px; }
::-moz-progress-bar { background: var(--accent); }
.question { margin: 0 0 24px; padding: 0; border: 0; min-width: 0; }
.question > label:not(.option, .consent), legend { display: block; margin: 0 0 6px; padding: 0; font-weight: 600; }
.question .hint { margin: -2px 0 8px; }
.form .quiet { color: var(--soft); font-size: 14px; font-weight: 400; }
.input { display: block; width: 100%; min-height: 48px; margin: 0; padding: 10px 13px; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--edge); border-radius: 9px; }
textarea.input { resize: vertical; }
.input::placeholder { color: var(--soft); opacity: 1; }
.input[aria-invalid] { border-color: var(--bad); }
.form :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.option, .consent { display: flex; gap: 12px; cursor: pointer; }
.option { align-items: center; min-height: 48px; margin: 0 0 8px; padding: 9px 14px; border: 1px solid var(--edge); border-radius: 9px; }
.option:hover { background: var(--page); }
.option:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.option:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: 2px; }
.option input:focus-visible { outline: 0; }
[type="radio"], [type="checkbox"] { flex: none; width: 18px; height: 18px; margin: 3px 0; accent-color: var(--accent); }
.consent + .hint { margin: 4px 0 0; padding-inline-start: 30px; }
.problem { margin: 6px 0 0; color: var(--bad); font-size: 14px; font-weight: 600; }
.problems { margin: 0 0 26px; padding: 16px 18px; background: var(--bad-tint); border-inline-start: 4px solid var(--bad); border-radius: 9px; }
.problems:focus { outline: 0; }
.problems h2 { margin: 0 0 6px; font-size: 16px; }
.problems a { color: inherit; }
.problems li { padding: 3px 0; }
.note { margin: 0 0 24px; padding: 12px 16px; background: var(--tint); border-radius: 9px; }
.actions { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 24px; margin-top: 30px; }
button { min-height: 46px; padding: 8px 0; font: inherit; color: var(--soft); background: none; border: 1px solid transparent; border-radius: 9px; cursor: pointer; }
button:hover { text-decoration: underline; text-underline-offset: 3px; }
button.button { padding: 8px 22px; color: var(--card); background: var(--accent); }
button.button:hover { text-decoration: none; filter: brightness(1.08); }
.unseen { position: absolute; width: 1px; height: 1px; padding: 0; border: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
form .otherwise { margin: 22px 0 0; }
.request { margin-top: 40px; }
.form dl { margin: 18px 0 0; }
@media (max-width: 640px) { .form { padding: 22px 18px; } }
@media (forced-colors: active) {
  progress { forced-color-adjust: none; background: GrayText; --accent: Highlight; }
  button.button { border-color: currentColor; }
  .option:has(:checked) { border-width: 4px; }
  .problems { border: 2px solid; }
}
`
