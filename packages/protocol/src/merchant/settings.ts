/** What a relay was started with, for whoever runs it. Never a secret. */
import { z } from "zod";

const variableSettingSchema = z
  .strictObject({
    name: z.string(),
    /** The heading that it stands under in the documentation. */
    group: z.string(),
    about: z.string(),
    /** False: the value is the default. */
    set: z.boolean(),
    /** Of a secret only that it is set; of an address what is no secret. Null: there is none. */
    value: z.string().nullable(),
  })
  .meta({ id: "VariableSetting" });
export type VariableSetting = Readonly<z.infer<typeof variableSettingSchema>>;

export const settingsSchema = z
  .strictObject({
    livemode: z.boolean(),
    publicUrl: z.string(),
    versions: z.strictObject({
      relay: z.string(),
      /** Of the checkout that the relay serves; null if that can't be told. */
      widget: z.string().nullable(),
      node: z.string(),
      /** "PostgreSQL 18.4 at db.example:5432/malipo". */
      database: z.string(),
      /** Of the tables, as the number of the last migration. */
      schema: z.int(),
    }),
    providers: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        configured: z.boolean(),
        /** Whether its payments move money; null if it is not configured. */
        livemode: z.boolean().nullable(),
        methods: z.array(
          z.strictObject({
            id: z.string(),
            title: z.string(),
            offered: z.boolean(),
          }),
        ),
      }),
    ),
    /** The relay's URLs to register with the configured providers. */
    addresses: z.array(
      z.strictObject({
        provider: z.string(),
        title: z.string(),
        /** Without its secret part, if it has one. */
        url: z.string(),
        /** It must be registered with its secret part, which `malipo doctor --addresses` shows. */
        secret: z.boolean(),
      }),
    ),
    variables: z.array(variableSettingSchema),
  })
  .meta({ id: "Settings" });
export type RelaySettings = Readonly<z.infer<typeof settingsSchema>>;
