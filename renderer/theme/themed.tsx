import { MantineProvider } from '@mantine/core';
import { useColorScheme } from '@mantine/hooks';
import type { ReactNode } from 'react';
import type { Preferences } from '../../preload/api/desktop.ts';
import { theme } from './theme.ts';
import { cssVariables } from './variables.ts';

/** The nonce of this page load, under which style elements made at run time may be added. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

/** Colours and controls in the chosen theme; `system` follows the computer. */
export function Themed({ choice, children }: { choice: Preferences['theme']; children: ReactNode }) {
  const system = useColorScheme('light', { getInitialValueInEffect: false });
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      forceColorScheme={choice === 'system' ? system : choice}
      getStyleNonce={styleNonce}
    >
      {children}
    </MantineProvider>
  );
}
