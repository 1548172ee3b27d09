/** Shows one scene: `?scene=waiting&locale=sw&theme=dark&mode=dialog`. For looking at, and for pictures. */
import { FakeRelay } from "../support/fake-relay.ts";
import { showScene } from "../support/show-scene.ts";

const { scene = "review", ...attributes } = Object.fromEntries(
  new URLSearchParams(location.search),
) as Record<string, string>;
localStorage.clear();
const link =
  attributes["mode"] === "dialog" ? '<a href="#pay">Pay now</a>' : "";
await showScene(new FakeRelay().install(), scene, attributes, link);
document.body.dataset["ready"] = "";
