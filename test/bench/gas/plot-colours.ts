/** Each colour of the picture, light and dark. No two light ones are equal: the dark ones are found by them. */
const THEMES = {
  background: { light: '#ffffff', dark: '#0d1117' },
  text: { light: '#1f2328', dark: '#f0f6fc' },
  muted: { light: '#59636e', dark: '#9198a1' },
  grid: { light: '#d1d9e0', dark: '#3d444d' },
  published: { light: '#818b98', dark: '#7d8590' },
  recreated: { light: '#bf5700', dark: '#db8b3c' },
  ours: { light: '#0969da', dark: '#4493f8' },
} as const;

type Role = keyof typeof THEMES;

// Safe: the keys are those of THEMES.
const ROLES = Object.keys(THEMES) as Role[];

/** The colours to draw with. */
export const COLOURS = Object.fromEntries(ROLES.map((role) => [role, THEMES[role].light])) as Readonly<
  Record<Role, string>
>;

/**
 * Lets a picture drawn in `COLOURS` follow the theme of the page that shows it. The background is drawn too, so that
 * it stays readable where a viewer knows no themes.
 */
export function withThemes(svg: string): string {
  const rules = ROLES.flatMap((role) => {
    const { light, dark } = THEMES[role];
    return [`[fill="${light}"]{fill:${dark}}`, `[stroke="${light}"]{stroke:${dark}}`];
  });
  return svg.replace(/(<svg[^>]*>)/, `$1\n<style>@media (prefers-color-scheme: dark){${rules.join('')}}</style>`);
}
