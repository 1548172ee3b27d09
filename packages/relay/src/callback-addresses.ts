/** What the operator tells the providers: where this relay takes their messages. */
import { createSecrets } from "./adapters/secrets/hmac-secrets.ts";
import { isSet } from "./config/providers.ts";
import type { Config } from "./config.ts";

export interface CallbackAddress {
  /** The provider's id and the path below the relay's address: "/callbacks/<provider>/…". */
  readonly provider: string;
  readonly path: string;
  /** The provider's name and what it calls the address, for people. */
  readonly title: string;
  readonly url: string;
  /** A message to it can make an order paid. */
  readonly isSecret: boolean;
}

/** Those that have to be registered with the configured providers, in the order of their modules. */
export function callbackAddresses(
  config: Pick<Config, "publicUrl" | "masterKey" | "providers">,
): readonly CallbackAddress[] {
  const secrets = createSecrets(config.masterKey);
  return config.providers.flatMap((provider) =>
    provider.module.inbound.flatMap((call) => {
      const { path, registration } = call;
      if (!registration?.needs.every((name) => isSet(provider, name)))
        return [];
      const isSecret = call.proof === "address_mac";
      const mac = isSecret ? `?s=${secrets.callbackMac(call.word)}` : "";
      return [
        {
          provider: provider.module.id,
          path,
          title: `${provider.module.title}, ${registration.title}`,
          url: `${config.publicUrl}${path}${mac}`,
          isSecret,
        },
      ];
    }),
  );
}
