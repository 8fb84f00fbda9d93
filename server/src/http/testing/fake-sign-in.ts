import type { Presence, SignedIn, SignIn, SignInFlow } from "../../auth/sign-in.ts";

export const una = { id: "una", name: "Una", email: null, role: "viewer" as const };
export const cookie = { name: "sign-in", value: "sealed", maxAge: 3600 };
/** takes the attempt's cookie away */
export const spent = { name: "attempt", value: "", maxAge: 0 };
export const nobody: Presence = { state: "nobody" };
export const signedIn: SignedIn = {
  state: "signed_in",
  staff: una,
  signInId: "one",
  endsAt: null,
};

/** A way of signing in whose provider is a word. */
export function fakeSignIn(presence: Presence, change: Partial<SignInFlow> = {}): SignIn {
  return {
    kind: "oidc",
    presenceOf: async () => presence,
    flow: {
      begin: async () => ({
        url: new URL("https://idp.example/auth"),
        attempt: { ...cookie, name: "attempt" },
      }),
      finish: async () => ({
        result: "signed_in",
        staff: una,
        to: "/owners",
        begin: async () => cookie,
        spent,
      }),
      signedOut: { ...cookie, value: "", maxAge: 0 },
      endUrl: async () => null,
      ...change,
    },
  };
}
