import { Group, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useNow } from "../ui/now.ts";
import { dateWithZone } from "../ui/times.ts";
import { Choice } from "../ui/choice.tsx";
import { expiryPresets } from "./expiry-presets.ts";

const other = "other";
const units = [
  { seconds: 1, label: "seconds" },
  { seconds: 60, label: "minutes" },
  { seconds: 3_600, label: "hours" },
  { seconds: 86_400, label: "days" },
];

interface Props {
  /** seconds */
  value: number;
  onChange: (seconds: number) => void;
  error?: string | undefined;
}

/** **Expires in**: the usual times, or an own one; the date that it means stands beside it. */
export function ExpiresInField({ value, onChange, error }: Props) {
  const preset = expiryPresets.some(({ seconds }) => seconds === value);
  const [own, setOwn] = useState(!preset);
  const showOwn = own || !preset;
  return (
    <div>
      <Group align="flex-start" gap="sm" wrap="wrap">
        <div style={{ flex: "1 1 220px", minWidth: 0 }}>
          <Choice
            label="Expires in"
            data={[
              ...expiryPresets.map(({ seconds, label }) => ({ value: String(seconds), label })),
              { value: other, label: "Other…" },
            ]}
            value={showOwn ? other : String(value)}
            onChange={(chosen) => {
              setOwn(chosen === other);
              if (chosen !== other) onChange(Number(chosen));
            }}
            description={<ExpiryDate seconds={value} />}
            error={error}
          />
        </div>
        {showOwn && <OwnTime value={value} onChange={onChange} />}
      </Group>
    </div>
  );
}

function ExpiryDate({ seconds }: { seconds: number }) {
  const now = useNow();
  return <>until {dateWithZone(now + seconds * 1_000)}</>;
}

function OwnTime({ value, onChange }: Pick<Props, "value" | "onChange">) {
  const [unit, setUnit] = useState(
    () => units.findLast(({ seconds }) => value % seconds === 0)?.seconds ?? 1,
  );
  const [text, setText] = useState(() => String(Math.max(1, Math.round(value / unit))));

  function change(nextText: string, nextUnit: number): void {
    setText(nextText);
    setUnit(nextUnit);
    onChange(Math.round(Number(nextText) * nextUnit) || 0);
  }
  return (
    <Group gap="xs" wrap="nowrap">
      <TextInput
        label="Number"
        inputMode="numeric"
        w={88}
        value={text}
        onChange={(event) => change(event.currentTarget.value, unit)}
      />
      <NativeSelect
        label="Unit"
        w={112}
        value={String(unit)}
        data={units.map(({ seconds, label }) => ({ value: String(seconds), label }))}
        onChange={(event) => change(text, Number(event.currentTarget.value))}
      />
    </Group>
  );
}
