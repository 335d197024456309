import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';

/** What a menu offers. Esc closes it and goes no further: the screen below stays. */
export function MenuItems({ children }: { children: ReactNode }) {
  return (
    <Menu.Dropdown
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.preventDefault();
      }}
    >
      {children}
    </Menu.Dropdown>
  );
}
