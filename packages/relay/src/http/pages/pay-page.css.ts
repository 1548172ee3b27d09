/** Looks of the payment-link page: on a phone, on a wide screen, in the dark, and on paper beside the till. */
export const PAY_PAGE_CSS = `
:root {
  color-scheme: light dark;
  --ink: #17211d;
  --quiet: #5a6761;
  --ground: #f2f4f0;
  --sheet: #ffffff;
  --line: #dfe4de;
  --accent: #0b6e4f;
  --on-accent: #ffffff;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ink: #eaf0ec;
    --quiet: #9daaa3;
    --ground: #0f1312;
    --sheet: #141a17;
    --line: #2b3330;
    --accent: #58cf9f;
    --on-accent: #06251a;
  }
}
* {
  box-sizing: border-box;
}
body {
  display: flex;
  flex-direction: column;
  min-height: 100vh;
  min-height: 100dvh;
  margin: 0;
  background: var(--ground);
  color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
h1,
h2,
p {
  margin: 0;
}
a {
  color: var(--accent);
  text-underline-offset: 3px;
}
:focus-visible {
  outline: 3px solid var(--accent);
  outline-offset: 3px;
  border-radius: 4px;
}
.page {
  display: grid;
  flex: 1;
  align-content: start;
  gap: 24px;
  width: 100%;
  max-width: 560px;
  margin: 0 auto;
  padding: 24px 16px 32px;
}
.merchant {
  display: flex;
  align-items: center;
  gap: 12px;
  font-weight: 600;
  overflow-wrap: anywhere;
}
.initial {
  display: grid;
  flex: none;
  place-items: center;
  width: 40px;
  height: 40px;
  border-radius: 12px;
  background: var(--accent);
  color: var(--on-accent);
  font-size: 19px;
  font-weight: 700;
}
h1 {
  margin-top: 20px;
  font-size: 26px;
  font-weight: 700;
  letter-spacing: -0.01em;
  line-height: 1.2;
  overflow-wrap: anywhere;
  text-wrap: balance;
}
.description {
  margin-top: 8px;
  color: var(--quiet);
  overflow-wrap: anywhere;
  text-wrap: pretty;
  white-space: pre-line;
}
.amount {
  margin-top: 16px;
  font-size: 36px;
  font-weight: 700;
  font-variant-numeric: tabular-nums;
  letter-spacing: -0.02em;
  line-height: 1.15;
}
.amount.open {
  font-size: 22px;
  letter-spacing: -0.01em;
}
.limits,
.open-until {
  margin-top: 4px;
  color: var(--quiet);
}
.pay {
  position: relative;
  min-height: 486px;
}
malipo-checkout {
  display: block;
}
malipo-checkout:not(:defined) {
  display: none;
}
.loading,
.needs-script {
  position: absolute;
  inset: 0;
  display: flex;
  flex-direction: column;
  align-items: center;
  justify-content: center;
  gap: 8px;
  padding: 24px;
  border: 1px solid var(--line);
  border-radius: 16px;
  background: var(--sheet);
  text-align: center;
}
.preview {
  font-size: 24px;
  font-weight: 700;
  line-height: 1.25;
  overflow-wrap: anywhere;
}
.preview.title {
  font-size: 20px;
}
.spinner {
  margin-top: 24px;
  color: var(--quiet);
}
.spinner::before {
  display: block;
  width: 28px;
  height: 28px;
  margin: 0 auto 16px;
  border: 3px solid var(--line);
  border-top-color: var(--accent);
  border-radius: 50%;
  animation: turn 0.9s linear infinite;
  content: "";
}
@keyframes turn {
  to {
    transform: rotate(1turn);
  }
}
@media (prefers-reduced-motion: reduce) {
  .spinner::before {
    animation: none;
  }
}
malipo-checkout:defined ~ .loading {
  display: none;
}
/* On a phone the widget says it, at the place where its preview stood. */
@media screen and (max-width: 899px) and (scripting: enabled) {
  .about > :not(.merchant, h1) {
    display: none;
  }
  .about > h1 {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
}
.scan {
  display: flex;
  align-items: center;
  gap: 20px;
}
.scan h2 {
  font-size: 17px;
}
.scan p {
  color: var(--quiet);
}
.qr {
  flex: none;
  width: 132px;
  height: 132px;
  border: 1px solid var(--line);
  border-radius: 14px;
}
.address {
  display: none;
}
.foot {
  display: flex;
  flex-wrap: wrap;
  justify-content: space-between;
  gap: 8px 24px;
  width: 100%;
  max-width: 560px;
  margin: 0 auto;
  padding: 16px 16px 24px;
  color: var(--quiet);
  font-size: 15px;
}
.foot nav {
  display: flex;
  gap: 16px;
}
.foot a,
.foot span {
  padding: 8px 0;
}
.notice {
  place-content: center;
  justify-items: center;
  gap: 0;
  text-align: center;
}
@media (min-width: 900px) {
  .preview {
    display: none;
  }
  .page:not(.notice) {
    grid-template: "about pay" auto "scan pay" 1fr / minmax(0, 5fr) minmax(0, 6fr);
    gap: 40px 72px;
    max-width: 1120px;
    padding: 72px 32px 48px;
  }
  .about {
    grid-area: about;
  }
  .pay {
    grid-area: pay;
    align-self: start;
  }
  .scan {
    grid-area: scan;
    align-self: start;
    padding-top: 32px;
    border-top: 1px solid var(--line);
  }
  h1 {
    margin-top: 28px;
    font-size: 36px;
  }
  .description {
    max-width: 36em;
    font-size: 17px;
  }
  .amount {
    margin-top: 24px;
    font-size: 52px;
  }
  .amount.open {
    font-size: 26px;
  }
  .foot {
    max-width: 1120px;
    padding: 16px 32px 32px;
  }
}
@media print {
  :root {
    color-scheme: light;
  }
  body {
    background: #fff;
  }
  .page:not(.notice) {
    display: block;
    max-width: none;
    padding: 0;
    text-align: center;
  }
  .merchant {
    justify-content: center;
    font-size: 20px;
  }
  .description {
    max-width: none;
  }
  .pay,
  .foot,
  .scan h2 {
    display: none;
  }
  .scan {
    display: block;
    margin-top: 40px;
    padding: 0;
    border: 0;
  }
  .scan p {
    margin-top: 12px;
    font-size: 18px;
  }
  .qr {
    width: 90mm;
    height: 90mm;
    border: 0;
  }
  .scan .address {
    display: block;
    font-size: 13px;
    overflow-wrap: anywhere;
  }
}
`;
