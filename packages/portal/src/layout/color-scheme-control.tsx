import { SegmentedControl, useMantineColorScheme } from '@mantine/core';

const choices = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'auto', label: 'System' },
] as const;

export const ColorSchemeControl = ({ fullWidth = false }: { readonly fullWidth?: boolean }) => {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      aria-label="Colours"
      size="xs"
      fullWidth={fullWidth}
      data={[...choices]}
      value={colorScheme}
      onChange={setColorScheme}
    />
  );
};
