import { looksLikeLink, SearchText } from "@connect-console/shared/text";
import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";

interface Props {
  label: string;
  placeholder: string;
  /** what the address says is sought */
  q: string;
  onSearch: (q: string) => void;
}

/** Searches while typing; a pasted auth link never gets into the address. Where that changes otherwise, the field follows it. */
export function SearchField({ label, placeholder, q, onSearch }: Props) {
  const [text, setText] = useState(q);
  const [lastQ, setLastQ] = useState(q);
  /** on its way into the address */
  const [pending, setPending] = useState<string | null>(null);
  const typed = SearchText.safeParse(text);
  const search = useDebouncedCallback((value: string) => {
    setPending(value);
    onSearch(value);
  }, 300);

  if (q !== lastQ) {
    setLastQ(q);
    setPending(null);
    if (q !== pending) setText(q);
  }
  return (
    <TextInput
      aria-label={label}
      placeholder={placeholder}
      leftSection={<IconSearch size={16} aria-hidden />}
      w={{ base: "100%", sm: 300 }}
      value={text}
      error={typed.success ? undefined : `This ${typed.error.issues[0]?.message}.${instead(text)}`}
      onChange={(event) => {
        setText(event.currentTarget.value);
        const { data } = SearchText.safeParse(event.currentTarget.value);
        if (data !== undefined) search(data);
      }}
    />
  );
}

function instead(text: string): string {
  return looksLikeLink(text) ? " Paste it into Find, at the top." : "";
}
