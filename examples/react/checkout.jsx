import { useEffect, useRef } from "react";

const RELAY = import.meta.env.VITE_RELAY ?? "http://localhost:4001";

export function Checkout({ cart, onPaid }) {
  const element = useRef(null);

  useEffect(() => {
    const listen = ({ detail: { outcome, order } }) => {
      if (outcome.status === "paid") onPaid(order.reference);
    };
    const checkout = element.current;
    checkout.addEventListener("malipo-outcome", listen);
    // After the listener is there, so that it misses nothing.
    import(/* @vite-ignore */ `${RELAY}/widget/v1/malipo.js`);
    return () => checkout.removeEventListener("malipo-outcome", listen);
  }, [onPaid]);

  return (
    <malipo-checkout ref={element} relay={RELAY} cart={JSON.stringify(cart)} />
  );
}
