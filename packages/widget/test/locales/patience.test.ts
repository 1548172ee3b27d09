import { expect } from "@open-wc/testing";
import { lateFiles } from "../../src/late-files.ts";
import { en } from "../../src/locales/en.ts";
import { fetchLanguage, languageOf } from "../../src/locales/words.ts";
import { FakeClock, settle } from "../support/clock.ts";

// A page of its own: a language is fetched once for all checkouts on it.
describe("fetchLanguage", () => {
  const clock = new FakeClock();
  const { sw } = lateFiles;
  before(() => {
    clock.install();
  });
  after(() => {
    clock.restore();
    lateFiles.sw = sw;
  });

  it("gives up when the words are too long on their way, until they are asked for again", async () => {
    const file = await sw();
    let arrive: (it: typeof file) => void = () => undefined;
    lateFiles.sw = () => new Promise((resolve) => (arrive = resolve));
    const fetched = fetchLanguage("sw");
    await clock.tick(7900);
    expect(languageOf("sw")).to.equal(undefined);
    await clock.tick(200);
    expect(await fetched).to.equal(false);
    arrive(file);
    await settle();
    expect(languageOf("sw")).to.equal(undefined);
    expect(await fetchLanguage("sw")).to.equal(false);

    lateFiles.sw = sw;
    expect(await fetchLanguage("sw", true)).to.equal(true);
    expect(languageOf("sw")?.locale).to.equal("sw");
  });

  it("has English at once", () => {
    expect(languageOf("en")).to.deep.equal({ locale: "en", words: en });
  });
});
