import { describe, expect, it } from "vitest";
import { html } from "../../src/web/html.ts";

describe("html", () => {
  it("escapes what is put in, in text and attributes", () => {
    const nasty = `<b title='x'>"&"</b>`;
    expect(html`<p title="${nasty}">${nasty}</p>`.text).toBe(
      '<p title="&lt;b title=&#39;x&#39;&gt;&quot;&amp;&quot;&lt;/b&gt;">&lt;b title=&#39;x&#39;&gt;&quot;&amp;&quot;&lt;/b&gt;</p>',
    );
  });

  it("keeps HTML, joins lists and leaves nothing out of nothing", () => {
    const items = ["<", 2].map((item) => html`<i>${item}</i>`);
    expect(html`${items}${null}${undefined}${false}${0}`.text).toBe(
      "<i>&lt;</i><i>2</i>0",
    );
  });
});
