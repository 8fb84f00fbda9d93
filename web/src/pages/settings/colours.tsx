import "@mantine/core/styles/Radio.css";
import { Group, Radio, useMantineColorScheme } from "@mantine/core";

const schemes = [
  { value: "auto", label: "As this computer has them" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

/** Light or dark, for this browser. */
export function Colours() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Radio.Group
      label="Colours"
      description="In this browser"
      value={colorScheme}
      onChange={(value) => {
        const chosen = schemes.find((scheme) => scheme.value === value);
        if (chosen) setColorScheme(chosen.value);
      }}
    >
      <Group mt="xs">
        {schemes.map(({ value, label }) => (
          <Radio key={value} value={value} label={label} />
        ))}
      </Group>
    </Radio.Group>
  );
}
