/** longer ones do not fit the cookie in which they wait */
const longest = 1500;
/** where nobody is sent after signing in */
const noPages = /^\/(?:api|auth|hooks)(?:\/|$)/;

/** The page to which somebody returns after signing in: a path of the console. null: anything else, which would lead outside or in a circle. */
export function returnAddress(asked: string | undefined, publicUrl: URL): string | null {
  if (asked === undefined || asked === "") return "/";
  // browsers read a backslash as a slash and drop control characters
  if (!asked.startsWith("/") || /[\\\p{Cc}]/u.test(asked)) return null;
  const url = URL.parse(asked, publicUrl.origin);
  if (url === null || url.origin !== publicUrl.origin || noPages.test(url.pathname)) return null;
  // "//host" as a path would be another origin when it is sent back
  if (url.pathname.startsWith("//")) return null;
  const path = url.pathname + url.search;
  return path.length > longest ? url.pathname.slice(0, longest) : path;
}
