import { useDisclosure, useWindowEvent } from "@mantine/hooks";
import { useEffect } from "react";
import { signInEnded } from "../api/request.ts";
import { lazyPart } from "../ui/lazy-part.ts";

const load = () => import("./sign-in-ended.tsx");

/** What says that the sign-in has ended; shown where `useSignInEnded` is true. */
export const SignInEnded = lazyPart(async () => (await load()).SignInEnded);

/** Whether the console no longer knows who asks. `atProxy`: a proxy signs people in. */
export function useSignInEnded(atProxy: boolean): boolean {
  const [ended, { open }] = useDisclosure(false);
  useWindowEvent(signInEnded, open);
  // once a proxy's session is over nothing can be loaded any more, this least of all
  useEffect(() => {
    if (atProxy) load().catch(() => {});
  }, [atProxy]);
  return ended;
}
