/** Looks of the pages about problems. */
export const PROBLEM_PAGES_CSS = `
:root {
  color-scheme: light dark;
  --ink: #1c2321;
  --quiet: #5c6763;
  --ground: #f6f7f5;
  --accent: #0b6e4f;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ink: #e9eeeb;
    --quiet: #9aa6a1;
    --ground: #121615;
    --accent: #5fd3a6;
  }
}
body {
  margin: 0;
  background: var(--ground);
  color: var(--ink);
  font: 17px/1.6 system-ui, sans-serif;
}
main {
  box-sizing: border-box;
  max-width: 720px;
  margin: 0 auto;
  padding: 48px 24px 64px;
}
h1 {
  margin: 0 0 24px;
  font-size: 32px;
  line-height: 1.2;
  text-wrap: balance;
}
h2 {
  margin: 32px 0 4px;
  font-size: 17px;
}
p {
  margin: 0;
}
ul {
  padding: 0;
  list-style: none;
}
li {
  padding: 6px 0;
}
code {
  font: 15px/1.4 ui-monospace, monospace;
}
a {
  color: var(--accent);
}
.code {
  margin-bottom: 8px;
  color: var(--quiet);
}
.more {
  margin-top: 40px;
}
`;
