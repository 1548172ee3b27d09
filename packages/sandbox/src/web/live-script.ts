/**
 * What the scripts of the live pages share: they follow a stream of screens, put their cards into lists, and tell a
 * screen reader what is new. A page's own script follows it in the same file.
 */
export const LIVE_SCRIPT = String.raw`"use strict";
const html = (window.trustedTypes ?? { createPolicy: (_name, rules) => rules }).createPolicy(
  "malipo-sandbox",
  // The sandbox renders the cards itself and escapes what they show.
  { createHTML: (text) => text },
);
const announcer = document.getElementById("announcer");
const connection = document.getElementById("connection");
let source;
/** What was announced already; null until the first screen came. */
let announced = null;

function follow(path, liveWords, show) {
  const connect = () => {
    source = new EventSource(path + location.search);
    source.addEventListener("open", () => setConnection("live", liveWords));
    source.addEventListener("screen", (event) => show(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      setConnection("lost", "Connection lost. Trying again…");
      // After an answer that is no stream the browser gives up; we do not.
      if (source.readyState === EventSource.CLOSED) setTimeout(connect, 2000);
    });
  };
  // A page that comes back from the history has lost its stream.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) connect();
  });
  window.addEventListener("pagehide", () => source.close());
  connect();
}

function setConnection(state, words) {
  if (connection.dataset.state === state) return;
  connection.dataset.state = state;
  connection.querySelector(".words").textContent = words;
}

/** Makes the list show the items in their order. Cards that did not change stay as they are, typed PIN included. */
function reconcile(list, items) {
  const wanted = new Set(items.map((item) => item.id));
  for (const card of [...list.children]) if (!wanted.has(card.id)) card.remove();
  items.forEach((item, index) => {
    const here = list.children[index];
    const present = document.getElementById(item.id);
    if (present !== null && present.dataset.version === item.version) {
      if (present !== here) list.insertBefore(present, here ?? null);
      return;
    }
    const template = document.createElement("template");
    template.innerHTML = html.createHTML(item.html);
    const card = template.content.firstElementChild;
    if (present !== null) present.replaceWith(card);
    else {
      card.classList.add("arriving");
      list.insertBefore(card, here ?? null);
    }
  });
}

function announce(items) {
  const keys = items.map((item) => item.id + item.version);
  if (announced !== null) {
    const news = items.filter((item, index) => !announced.has(keys[index]));
    for (const item of news) {
      const line = document.createElement("span");
      line.textContent = item.announcement + " ";
      announcer.append(line);
    }
    while (announcer.childElementCount > 5) announcer.firstElementChild.remove();
  }
  announced = new Set(keys);
}
`;
