import * as z from "zod/mini";
import { request } from "./request.ts";

/** Signs in and leads back to this page. A full page load, because it leads to the sign-in provider. */
export function signInAddress(): string {
  return `/auth/sign-in?to=${encodeURIComponent(window.location.pathname + window.location.search)}`;
}

/** Ends the sign-in; gives the address to go to next, often the provider's own sign-out. Throws `ApiProblem`. */
export async function signOut(): Promise<string> {
  return (await request(z.object({ to: z.string() }), "/auth/sign-out", { body: {} })).to;
}
