import { describe, expect, it } from "vitest";
import { NOTHING, html } from "../../src/http/pages/html.ts";

describe("html", () => {
  it("escapes what is put in", () => {
    const evil = `<script>alert("1")</script> & 'x'`;
    expect(html`<p title="${evil}">${evil}</p>`.markup).toBe(
      '<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;</p>',
    );
  });

  it("takes its own HTML as it is, alone or in a list", () => {
    const item = (text: string) => html`<li>${text}</li>`;
    const list = [item("a"), item("<")];
    expect(html`<b>${list}</b>`.markup).toBe("<b><li>a</li><li>&lt;</li></b>");
    expect(html`<b>${item("b")}</b>`.markup).toBe("<b><li>b</li></b>");
    expect(html`<b>${NOTHING}</b>`.markup).toBe("<b></b>");
  });

  it("writes numbers and empty text", () => {
    expect(html`<i>${0}</i><b>${""}</b>`.markup).toBe("<i>0</i><b></b>");
  });
});
