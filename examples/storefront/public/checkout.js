// The shop's part of the checkout: redirect after the payment, and keep the cart in sync.

const checkout = document.querySelector("malipo-checkout");

// Fires once per outcome, even after a reload. Ship only after your server has confirmed the payment.
checkout.addEventListener("malipo-outcome", ({ detail }) => {
  if (detail.outcome.status !== "paid") return; // The checkout shows what happened. Keep the cart.
  showNext(detail).catch((error) => {
    console.warn("The cart keeps what was paid:", error);
  });
});

// The shopper leaves the receipt when it has been read, printed, or its number remembered: no page takes it away.
async function showNext({ outcome, order }) {
  const fields = new URLSearchParams({
    reference: order.reference,
    amount: outcome.amount.value,
    method: outcome.method ?? "",
    receipt: outcome.receipt ?? "",
    lines: toCartText(order.lines),
  });
  const paid = await send("POST", "/thanks", fields);
  showCount(paid.count);
  const link = document.querySelector("#next");
  link.href = paid.next;
  link.hidden = false;
}

// The shopper changed quantities in the checkout: update the cart.
checkout.addEventListener("malipo-cartchange", ({ detail }) => {
  saveCart(detail.lines).catch((error) => {
    console.warn("The cart keeps its old quantities:", error);
  });
});

async function saveCart(lines) {
  const { count } = await send("PUT", "/cart", toCartText(lines), {
    "Content-Type": "text/plain",
  });
  if (lines.length === 0) {
    location.assign("/cart");
    return;
  }
  checkout.cart = lines;
  showCount(count);
}

function showCount(count) {
  document.querySelector(".cart-link .count").textContent = count;
}

async function send(method, path, body, headers = {}) {
  const answer = await fetch(path, {
    method,
    headers: { Accept: "application/json", ...headers },
    body,
  });
  if (!answer.ok) throw new Error(`The shop answered ${answer.status}.`);
  return answer.json();
}

function toCartText(lines) {
  return lines.map(({ sku, quantity }) => `${sku}:${quantity}`).join(",");
}
