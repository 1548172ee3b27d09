/**
 * Takes the white space out of html`` templates, which no minifier of scripts touches. Line breaks that are taken out of
 * a template are put behind it, so that the lines after it, and the source map's, stay where they are.
 */
// White space that has a line break in it and touches a tag is there for the reader of the source.
const squeeze = (text) =>
  text
    .replace(/>\s*\n\s*/g, ">")
    .replace(/\s*\n\s*</g, "<")
    .replace(/\s+/g, " ")
    .replace(/ >/g, ">");

function* templates(node) {
  if (node === null || typeof node !== "object") return;
  if (node.type === "TaggedTemplateExpression" && node.tag.name === "html")
    yield node;
  for (const child of Object.values(node)) yield* templates(child);
}

const breaks = (text) => text.split("\n").length - 1;

export const leanTemplates = {
  name: "lean-templates",
  enforce: "post",
  transform(code, id) {
    if (!/[\\/]widget[\\/]src[\\/].*\.ts$/.test(id)) return;
    const edits = [];
    for (const { quasi } of templates(this.parse(code))) {
      let removed = 0;
      quasi.quasis.forEach(({ start, end }, index) => {
        const text = code.slice(start, end);
        let lean = squeeze(text);
        // Around the whole template white space is nothing; around a value only next to a tag.
        if (index === 0) lean = lean.trimStart();
        if (index === quasi.quasis.length - 1) lean = lean.trimEnd();
        removed += breaks(text);
        edits.push({ start, end, text: lean });
      });
      edits.push({
        start: quasi.end,
        end: quasi.end,
        text: "\n".repeat(removed),
      });
    }
    edits.sort((a, b) => b.start - a.start || b.end - a.end);
    let lean = code;
    for (const { start, end, text } of edits)
      lean = lean.slice(0, start) + text + lean.slice(end);
    return { code: lean, map: null };
  },
};
