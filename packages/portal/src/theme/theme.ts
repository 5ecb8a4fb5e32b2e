import { createTheme, type MantineColorsTuple } from '@mantine/core';

const brand: MantineColorsTuple = [
  '#eef1ff',
  '#dfe4ff',
  '#bcc6ff',
  '#97a6fb',
  '#7488f5',
  '#5a70ee',
  '#4a60e6',
  '#3a4fd0',
  '#3145b8',
  '#273a9f',
];

/** Colours as the screen shows them are in tokens.css: a style sheet needs no inline styles, which the page's security policy forbids. */
export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: { light: 7, dark: 6 },
  colors: { brand },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Select: { defaultProps: { checkIconPosition: 'right', comboboxProps: { shadow: 'md' } } },
  },
});
