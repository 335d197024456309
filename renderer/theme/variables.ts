import type { CSSVariablesResolver } from '@mantine/core';
import { dark, light, type Palette } from './palette.ts';

/** `inkSecond` becomes `--ink-second`: the names the style sheets use. */
function ownVariables(palette: Palette): Record<string, string> {
  return Object.fromEntries(
    Object.entries(palette).map(([name, value]) => [
      `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
      value,
    ]),
  );
}

/** Mantine's own variables, so that its components and ours can never differ. */
function mantineVariables(palette: Palette): Record<string, string> {
  return {
    '--mantine-color-body': palette.surface,
    '--mantine-color-text': palette.ink,
    '--mantine-color-bright': palette.ink,
    '--mantine-color-dimmed': palette.inkThird,
    '--mantine-color-placeholder': palette.inkThird,
    '--mantine-color-anchor': palette.accent,
    '--mantine-color-default': palette.surface,
    '--mantine-color-default-hover': palette.lineSoft,
    '--mantine-color-default-color': palette.ink,
    '--mantine-color-default-border': palette.line,
    '--mantine-color-error': palette.red,
    '--mantine-primary-color-filled': palette.accent,
    '--mantine-primary-color-filled-hover': palette.accentHover,
    '--mantine-primary-color-light': palette.accentSoft,
    '--mantine-primary-color-light-hover': palette.accentSoft,
    '--mantine-primary-color-light-color': palette.accent,
    '--mantine-primary-color-contrast': palette.onAccent,
    '--mantine-color-teal-filled': palette.accent,
    '--mantine-color-teal-filled-hover': palette.accentHover,
    '--mantine-color-teal-light': palette.accentSoft,
    '--mantine-color-teal-light-color': palette.accent,
    '--mantine-color-red-filled': palette.red,
  };
}

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...ownVariables(light), ...mantineVariables(light) },
  dark: { ...ownVariables(dark), ...mantineVariables(dark) },
});
