import type { Preferences } from '../../preload/api/desktop.ts';

const english = {
  file: 'File',
  register: 'Register patient',
  search: 'Search',
  import: 'Import a FHIR bundle …',
  secondHospital: 'Open hospital B beside this one',
  quit: 'Quit',
  edit: 'Edit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
  view: 'View',
  zoomIn: 'Larger',
  zoomOut: 'Smaller',
  actualSize: 'Actual size',
  fullScreen: 'Full screen',
  help: 'Help',
  shortcuts: 'Keyboard shortcuts',
};

const spanish: typeof english = {
  file: 'Archivo',
  register: 'Registrar paciente',
  search: 'Buscar',
  import: 'Importar un Bundle FHIR …',
  secondHospital: 'Abrir el hospital B al lado de este',
  quit: 'Salir',
  edit: 'Edición',
  undo: 'Deshacer',
  redo: 'Rehacer',
  cut: 'Cortar',
  copy: 'Copiar',
  paste: 'Pegar',
  selectAll: 'Seleccionar todo',
  view: 'Ver',
  zoomIn: 'Más grande',
  zoomOut: 'Más pequeño',
  actualSize: 'Tamaño real',
  fullScreen: 'Pantalla completa',
  help: 'Ayuda',
  shortcuts: 'Atajos de teclado',
};

/** The words of the menu, the only text a person reads that the screens do not show. */
export const menuWords: Readonly<Record<Preferences['language'], typeof english>> = { en: english, es: spanish };
