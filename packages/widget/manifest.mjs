import { writeFileSync } from "node:fs";
import path from "node:path";
import { generateJetBrainsWebTypes } from "custom-element-jet-brains-integration";
import { generateVsCodeCustomElementData } from "custom-element-vs-code-integration";
import { frameworkTypes } from "./framework-types.mjs";
import { COLOURS } from "./src/styles/palette.ts";

const TAG = "malipo-checkout";
const CLASS = "MalipoCheckout";
/** Where the class is found in the package. */
const MODULE = "dist/malipo.js";

const COLOUR_DEFAULTS = Object.fromEntries(
  COLOURS.map(([name, light, dark]) => [
    `--malipo-${name}`,
    `light-dark(${light}, ${dark})`,
  ]),
);

const isPublic = ({ name, privacy, kind, static: isStatic }) =>
  !/^[#_]/.test(name) &&
  (privacy ?? "public") === "public" &&
  !isStatic &&
  (kind === "method" || name !== "renderRoot");

/** The event types of `events.ts`, by name: `CustomEvent<ReadyDetail>`. */
function eventTypesIn(node, ts, found) {
  if (
    ts.isInterfaceDeclaration(node) &&
    node.name.text === "GlobalEventHandlersEventMap"
  )
    for (const member of node.members)
      found[member.name.text] = member.type.getText();
  ts.forEachChild(node, (child) => eventTypesIn(child, ts, found));
}

/** What is said of the element, as a user of the package finds it: by its tag, in the built module, without internals. */
function describeElement(declaration, eventTypes) {
  const defaults = Object.fromEntries(
    declaration.members.map((member) => [member.name, member.default]),
  );
  return {
    ...declaration,
    description: declaration.summary,
    tagName: TAG,
    members: declaration.members.filter(isPublic),
    attributes: declaration.attributes.map((attribute) => ({
      ...attribute,
      default: attribute.default ?? defaults[attribute.fieldName],
    })),
    events: declaration.events.map((event) => {
      const type = eventTypes[event.name];
      if (type === undefined)
        throw new Error(`${event.name} is not in events.ts`);
      return { ...event, type: { text: type } };
    }),
    cssProperties: declaration.cssProperties.map((property) => ({
      ...property,
      default: property.default ?? COLOUR_DEFAULTS[property.name],
    })),
  };
}

/**
 * Turns what the analyzer finds in the sources into the manifest of the package, and makes of it the data that editors
 * read and the types of frameworks' templates.
 */
export function packageManifest(outdir) {
  const eventTypes = {};
  return {
    name: "package-manifest",
    analyzePhase({ ts, node, moduleDoc }) {
      if (moduleDoc.path.endsWith("src/events.ts") && ts.isSourceFile(node))
        eventTypesIn(node, ts, eventTypes);
    },
    packageLinkPhase({ customElementsManifest: manifest }) {
      const found = manifest.modules
        .flatMap(({ declarations = [] }) => declarations)
        .find(({ name }) => name === CLASS);
      const declaration = describeElement(found, eventTypes);
      const reference = { name: declaration.name, module: MODULE };
      manifest.modules = [
        {
          kind: "javascript-module",
          path: MODULE,
          declarations: [declaration],
          exports: [
            { kind: "js", name: declaration.name, declaration: reference },
            {
              kind: "custom-element-definition",
              name: TAG,
              declaration: reference,
            },
          ],
        },
      ];
      const data = { outdir, packageJson: false, hideLogs: true };
      generateVsCodeCustomElementData(manifest, {
        ...data,
        htmlFileName: "vscode.html-custom-data.json",
        cssFileName: "vscode.css-custom-data.json",
      });
      generateJetBrainsWebTypes(manifest, {
        ...data,
        webTypesFileName: "web-types.json",
      });
      for (const [name, text] of Object.entries(frameworkTypes(declaration)))
        writeFileSync(path.join(outdir, name), text);
    },
  };
}
