/** Its driver of Firefox knows keys by what they write. */
const WRITTEN = { Space: " " };

async function pressWithPuppeteer({ keyboard }, chord) {
  const keys = chord.split("+").map((key) => WRITTEN[key] ?? key);
  const last = keys.pop();
  for (const key of keys) await keyboard.down(key);
  await keyboard.press(last);
  for (const key of keys.toReversed()) await keyboard.up(key);
}

/**
 * `executeServerCommand("chord", "Shift+Tab")` presses keys together in every engine; the runner's own sendKeys knows
 * chords in Playwright only.
 */
export const chord = {
  name: "chord",
  async executeCommand({ command, payload, session: { browser, id } }) {
    if (command !== "chord") return undefined;
    if (browser.type === "playwright")
      await browser.getPage(id).keyboard.press(payload);
    else if (browser.type === "puppeteer")
      await pressWithPuppeteer(browser.getPage(id), payload);
    else await browser.sendKeys(id, [payload]);
    return true;
  },
};
