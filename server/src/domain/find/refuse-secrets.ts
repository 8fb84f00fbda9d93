import type { Context } from "../context.ts";
import { DomainError } from "../domain-error.ts";

/** `invalid_input` where a text that is kept, sent or sought carries the auth link, the token or a half of the token of any connect session; by name of the field. */
export async function refuseSecrets(
  { store }: Pick<Context, "store">,
  texts: Record<string, string | null | undefined>,
): Promise<void> {
  for (const [field, text] of Object.entries(texts)) {
    if (!text || !(await store.connectSessions.isSecretIn(text))) continue;
    throw new DomainError(
      "invalid_input",
      `The ${field} carries an auth link or a part of its token, which is a secret.`,
      {
        fields: { [field]: "Take out the auth link or the part of its token. It’s a secret." },
      },
    );
  }
}
