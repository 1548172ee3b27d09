/** What the driver of each kind of browser can do besides keys and the mouse; `test/support/needs.ts` asks. */
const ABILITIES = {
  playwright: ["devtools", "viewport"],
  puppeteer: ["viewport"],
  webdriver: [],
};

export const abilities = {
  name: "abilities",
  executeCommand({ command, session: { browser } }) {
    return command === "abilities" ? ABILITIES[browser.type] : undefined;
  },
};
