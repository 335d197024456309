import {
  Button,
  type ButtonProps,
  createTheme,
  Input,
  InputWrapper,
  Loader,
  type MantineColorsTuple,
  type ModalRootProps,
  type TextareaProps,
  type TooltipProps,
} from '@mantine/core';
import { ButtonElement } from './button-element.tsx';

/** Around the accent of both palettes; the exact ones are set in `variables.ts`. */
const teal: MantineColorsTuple = [
  '#e6f4f2',
  '#cfe9e6',
  '#9fd5cf',
  '#6cc3b9',
  '#3cc0b2',
  '#179387',
  '#0f766e',
  '#0b5f58',
  '#094b46',
  '#063733',
];

/** The greys Mantine falls back on where a component has no meaning of ours, in the tones of both palettes. */
const gray: MantineColorsTuple = [
  '#f5f6f8',
  '#eef0f3',
  '#e2e5ea',
  '#d3d8df',
  '#b9c0ca',
  '#8b93a0',
  '#6b7583',
  '#55606e',
  '#333b46',
  '#151a21',
];
const darkGray: MantineColorsTuple = [
  '#e8ecf1',
  '#c5cdd7',
  '#a9b4c2',
  '#6f7a89',
  '#2a313b',
  '#20262f',
  '#161b22',
  '#161b22',
  '#0e1217',
  '#090c10',
];

/** Height in pixels: 30 inside rows and cards, 34 in forms and page headers. */
const CONTROL_HEIGHT = { xs: '30px', sm: '34px', md: '40px', lg: '52px' } as const;

function controlHeight(size: unknown): string {
  return typeof size === 'string' && Object.hasOwn(CONTROL_HEIGHT, size)
    ? CONTROL_HEIGHT[size as keyof typeof CONTROL_HEIGHT] // Safe: checked in this line's condition.
    : CONTROL_HEIGHT.sm;
}

/** The page itself never scrolls, so it needs no lock, whose style element the security policy would refuse. */
const MODAL: Partial<ModalRootProps> = {
  centered: true,
  radius: 'lg',
  padding: 20,
  lockScroll: false,
  transitionProps: { duration: 80 },
};

const BUTTON: Partial<ButtonProps> & { component: typeof ButtonElement } = { size: 'sm', component: ButtonElement };
const TEXTAREA: Partial<TextareaProps> = { size: 'sm', autosize: true, minRows: 2 };
const TOOLTIP: Partial<TooltipProps> = { openDelay: 400, withArrow: true };

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: 6,
  colors: { teal, gray, dark: darkGray },
  defaultRadius: 8,
  radius: { xs: '4px', sm: '7px', md: '8px', lg: '10px', xl: '14px' },
  fontFamily: "'Inter Variable', 'Noto Sans', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'DejaVu Sans Mono', monospace",
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '19px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.5', xl: '1.35' },
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '19px' }, h2: { fontSize: '13px' }, h3: { fontSize: '13px' } },
  },
  respectReducedMotion: true,
  focusRing: 'auto',
  cursorType: 'pointer',
  components: {
    Button: Button.extend({
      defaultProps: BUTTON,
      vars: (_theme, props) => ({
        root: {
          '--button-height': controlHeight(props.size),
          '--button-color': props.variant === undefined || props.variant === 'filled' ? 'var(--on-accent)' : undefined,
          '--button-padding-x': props.size === 'xs' ? '12px' : '14px',
        },
      }),
    }),
    Input: Input.extend({
      defaultProps: { size: 'sm' },
      vars: (_theme, props) => ({
        wrapper: {
          '--input-height': controlHeight(props.size),
          // An example in red, as Mantine has it, reads like a value that is wrong.
          '--input-placeholder-color': 'var(--mantine-color-placeholder)',
        },
      }),
    }),
    InputWrapper: InputWrapper.extend({ defaultProps: { size: 'sm', withAsterisk: false } }),
    Loader: Loader.extend({ defaultProps: { type: 'dots' } }),
    // By name alone: these come with the screens that use them.
    Textarea: { defaultProps: TEXTAREA },
    Modal: { defaultProps: MODAL },
    ModalRoot: { defaultProps: MODAL },
    Tooltip: { defaultProps: TOOLTIP },
  },
});
