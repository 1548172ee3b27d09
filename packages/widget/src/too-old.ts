/**
 * Says in the place of each checkout that this browser is too old for it. The main script loads this file where `canRun()`
 * is false; a page can load it by itself for browsers that can't read the main script. In the syntax of ES5, which a test
 * checks, and without libraries.
 */
import type { Locale } from "@malipo/protocol";
import { canRun } from "./can-run.ts";
import { TAG_NAME } from "./constants.ts";

/** [what happened and what to do, the link to a payment link's page] */
var WORDS: Record<Locale, readonly [text: string, link: string]> = {
  en: [
    "This browser is too old for the checkout. Update it, or open this page in another browser. Nothing was charged.",
    "Open the payment page",
  ],
  sw: [
    "Kivinjari hiki ni cha zamani sana kwa malipo. Kisasishe, au fungua ukurasa huu kwa kivinjari kingine. Hujatozwa chochote.",
    "Fungua ukurasa wa malipo",
  ],
  fr: [
    "Ce navigateur est trop ancien pour le paiement. Mettez-le à jour ou ouvrez cette page dans un autre navigateur. Rien n’a été débité.",
    "Ouvrir la page de paiement",
  ],
  ar: [
    "هذا المتصفح قديم جدًا للدفع. حدّثه أو افتح هذه الصفحة في متصفح آخر. لم يُخصم أي مبلغ.",
    "افتح صفحة الدفع",
  ],
  ha: [
    "Wannan burauza ta tsufa da yawa don biyan kuɗi. Sabunta ta, ko buɗe wannan shafi a wata burauza. Ba a cire kuɗi ba.",
    "Buɗe shafin biyan kuɗi",
  ],
  yo: [
    "Aṣàwákiri yìí ti pẹ́ jù fún ìsanwó. Ṣe ìmúdójúìwọ̀n rẹ̀, tàbí ṣí ojú ìwé yìí nínú aṣàwákiri mìíràn. A kò yọ owó kankan.",
    "Ṣí ojú ìwé ìsanwó",
  ],
  ig: [
    "Ihe nchọgharị a emeela ochie maka ịkwụ ụgwọ. Melite ya, ma ọ bụ mepee peeji a n’ihe nchọgharị ọzọ. E wepụghị ego ọ bụla.",
    "Mepee peeji ịkwụ ụgwọ",
  ],
  pcm: [
    "Dis browser don too old for di payment. Update am, or open dis page for anoda browser. Dem no comot any money.",
    "Open di payment page",
  ],
};

/** The language of the page or of the element; English if it is none of ours. */
function wordsFor(
  element: Element,
): readonly [locale: Locale, words: readonly [text: string, link: string]] {
  var tag =
    element.getAttribute("locale") ||
    document.documentElement.lang ||
    navigator.language ||
    "";
  var language = (tag.toLowerCase().split(/[-_]/)[0] || "en") as Locale;
  return WORDS.hasOwnProperty(language)
    ? [language, WORDS[language]]
    : ["en", WORDS.en];
}

/** The page's own words for this, or a link that leads on, are left alone; what belongs into a checkout is hidden. */
function hasOwnContent(element: Element): boolean {
  var own = false;
  for (var node = element.firstChild; node; node = node.nextSibling) {
    var isElement = node.nodeType === 1;
    if (isElement && (node as Element).hasAttribute("slot"))
      (node as Element).setAttribute("hidden", "");
    else if (
      isElement
        ? (node as Element).nodeName !== "BUTTON"
        : node.nodeType === 3 && /\S/.test(node.nodeValue || "")
    )
      own = true;
  }
  return own;
}

function tell(element: Element): void {
  if (element.hasAttribute("data-malipo-old")) return;
  element.setAttribute("data-malipo-old", "");
  if (hasOwnContent(element)) return;
  var found = wordsFor(element);
  var note = document.createElement("p");
  note.lang = found[0];
  note.dir = found[0] === "ar" ? "rtl" : "ltr";
  note.setAttribute("role", "alert");
  note.appendChild(document.createTextNode(found[1][0]));
  var relay = (element.getAttribute("relay") || "").replace(/\/+$/, "");
  var id = element.getAttribute("payment-link");
  var url = relay + "/pay/" + (id || "");
  // On that page already, the link leads nowhere.
  if (id && /^https?:/.test(relay) && location.href.split(/[?#]/)[0] !== url) {
    var link = document.createElement("a");
    link.href = url;
    link.appendChild(document.createTextNode(found[1][1]));
    note.appendChild(document.createTextNode(" "));
    note.appendChild(link);
  }
  element.appendChild(note);
}

function tellAll(): void {
  var elements = document.getElementsByTagName(TAG_NAME);
  for (var i = 0; i < elements.length; i++) tell(elements[i] as Element);
}

if (!canRun()) {
  tellAll();
  // And what has not been parsed, or put on the page, yet.
  document.addEventListener("DOMContentLoaded", tellAll);
  if ("MutationObserver" in window)
    new MutationObserver(tellAll).observe(document, {
      childList: true,
      subtree: true,
    });
}
