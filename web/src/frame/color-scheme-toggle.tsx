import { Button, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { IconMoon, IconSun } from "@tabler/icons-react";

/** On small screens it makes room for who one is; *Settings* has it too. */
export function ColorSchemeToggle() {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  const other = scheme === "dark" ? "light" : "dark";
  return (
    <Button
      variant="default"
      visibleFrom="sm"
      miw={34}
      h={34}
      p={0}
      aria-label={`Use ${other} colours`}
      onClick={() => setColorScheme(other)}
    >
      {other === "dark" ? <IconMoon size={18} aria-hidden /> : <IconSun size={18} aria-hidden />}
    </Button>
  );
}
