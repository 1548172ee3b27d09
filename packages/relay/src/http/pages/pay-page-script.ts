/**
 * The script of the payment-link page, which works without it. Hides what leads to other devices once a payment has
 * begun, so that nobody pays twice, and shares the link by what the device offers.
 */
export const PAY_PAGE_SCRIPT = String.raw`const BEFORE_PAYING = ["idle", "loading", "review", "details", "method", "unavailable"];
const checkout = document.querySelector("malipo-checkout");
checkout.addEventListener("malipo-statechange", ({ detail }) => {
  if (!BEFORE_PAYING.includes(detail.state)) document.body.dataset.begun = "";
});

const share = document.querySelector(".pass-on");
const { url, text } = share.dataset;
const byApp = share.querySelector(".choices button");
const copy = share.querySelector(".pass-on-head button");
const status = share.querySelector("[role=status]");

if (navigator.share) {
  byApp.hidden = false;
  share.classList.add("by-app");
  byApp.addEventListener("click", () => {
    navigator.share({ text, url }).catch((error) => {
      // Closing the list of apps is no failure.
      if (error.name === "AbortError") return;
      byApp.hidden = true;
      share.classList.remove("by-app");
    });
  });
}

// Only pages on https or a loopback address have it.
if (navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    status.textContent = "";
    try {
      await navigator.clipboard.writeText(url);
      status.textContent = status.dataset.copied;
    } catch {
      copy.hidden = true;
      share.classList.remove("by-app");
    }
  });
}
`;
