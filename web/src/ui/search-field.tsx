import { mayBeSecret, SearchText } from "@connect-console/shared/text";
import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useFindLink } from "../api/find.ts";

interface Props {
  label: string;
  placeholder: string;
  /** what the address says is sought */
  q: string;
  onSearch: (q: string) => void;
}

/** Searches while typing; a pasted auth link or token never gets into the address, but leads to its page. Where the address changes otherwise, the field follows it. */
export function SearchField({ label, placeholder, q, onSearch }: Props) {
  const router = useRouter();
  const link = useFindLink();
  const [text, setText] = useState(q);
  const [lastQ, setLastQ] = useState(q);
  /** on its way into the address */
  const [pending, setPending] = useState<string | null>(null);
  const typed = SearchText.safeParse(text);
  const search = useDebouncedCallback((value: string) => {
    setPending(value);
    onSearch(value);
  }, 300);

  // a text that comes into the address late would call off the way to another page
  useEffect(
    () => router.subscribe("onBeforeNavigate", ({ pathChanged }) => pathChanged && search.cancel()),
    [router, search],
  );

  if (q !== lastQ) {
    setLastQ(q);
    setPending(null);
    if (q !== pending) setText(q);
  }

  function take(value: string): void {
    if (mayBeSecret(value)) {
      findLink(value);
      return;
    }
    link.reset();
    setText(value);
    const { data } = SearchText.safeParse(value);
    if (data !== undefined) search(data);
  }

  /** The text is taken out of the field at once; what is no link after all, but a long ID, is sought as any other. */
  function findLink(pasted: string): void {
    search.cancel();
    setText(q);
    link.mutate(pasted, {
      onSuccess: ({ items: [first], isLink }) => {
        if (isLink && first)
          void router.navigate({ href: `/connect-sessions/${encodeURIComponent(first.id)}` });
        else if (!isLink) {
          setText(pasted.trim());
          search(pasted.trim());
        }
      },
    });
  }

  const problem = typed.success ? undefined : typed.error.issues[0]?.message;
  return (
    <TextInput
      aria-label={label}
      placeholder={placeholder}
      leftSection={<IconSearch size={16} aria-hidden />}
      w={{ base: "100%", sm: 300 }}
      value={text}
      description={link.isPending ? "Looking for the link…" : undefined}
      inputWrapperOrder={["label", "input", "description", "error"]}
      error={problem ?? linkProblem(link)}
      onChange={(event) => take(event.currentTarget.value)}
    />
  );
}

/** Why a pasted link led nowhere; it is not repeated. */
function linkProblem({ isError, data }: ReturnType<typeof useFindLink>): string | undefined {
  if (isError) return "We couldn’t look for this link. Paste it again.";
  if (data?.isLink && data.items.length === 0)
    return "We don’t recognise this link. It wasn’t created here, or it’s incomplete.";
  return undefined;
}
