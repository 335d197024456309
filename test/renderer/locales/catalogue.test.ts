import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { AUDIT_ACTIONS } from '../../../preload/api/audit.ts';
import { ERROR_CODES } from '../../../preload/api/errors.ts';
import { catalogues, english } from '../../../renderer/locales/catalogue.ts';
import { createI18n } from '../../../renderer/locales/i18n.ts';
import { readSources } from '../../architecture/source-tree.ts';
import { type Catalogue, keysOf, pathsOf, unusedKeys } from './key-usage.ts';

const LANGUAGES = Object.keys(catalogues) as (keyof typeof catalogues)[];
const sources = readSources('renderer');

/** Names of the `{parts}` of a message, from its syntax tree. */
function partsOf(message: string, language: string): string[] {
  const found = new Set<string>();
  const tree = JSON.stringify(new IntlMessageFormat(message, language).getAst());
  JSON.parse(tree, (_key, value: unknown) => {
    const isElement = typeof value === 'object' && value !== null && 'type' in value && 'value' in value;
    // Type 0 is literal text.
    if (isElement && value.type !== 0 && typeof value.value === 'string') found.add(value.value);
    return value;
  });
  return [...found].sort();
}

describe('the catalogues', () => {
  it('hold the words of many screens in every language', () => {
    expect(LANGUAGES).toEqual(['en', 'es']);
    expect(keysOf(english).length).toBeGreaterThan(300);
  });

  it.each(LANGUAGES)('have the same keys in %s', (language) => {
    expect(keysOf(catalogues[language])).toEqual(keysOf(english));
  });

  it.each(LANGUAGES)('have a text for every key in %s, and every text is a valid ICU message', (language) => {
    for (const [ns, words] of Object.entries(catalogues[language])) {
      for (const [path, text] of pathsOf(words)) {
        expect(text.trim(), `${ns}:${path}`).not.toBe('');
        expect(() => new IntlMessageFormat(text, language), `${language} ${ns}:${path}`).not.toThrow();
      }
    }
  });

  it('name the same parts in both languages, so that no translation loses a name or a number', () => {
    for (const [ns, words] of Object.entries(catalogues.es)) {
      const originals = new Map(pathsOf(english[ns as keyof typeof english]));
      for (const [path, text] of pathsOf(words)) {
        expect(partsOf(text, 'es'), `${ns}:${path}`).toEqual(partsOf(originals.get(path) ?? '', 'en'));
      }
    }
  });

  it('are all asked for by a screen', () => {
    expect(sources.length).toBeGreaterThan(80);
    expect(unusedKeys(english, sources)).toEqual([]);
  });

  it('and a text nobody asks for is noticed', () => {
    const catalogue: Catalogue = { desk: { title: 'Desk', state: { saved: 'Saved', other: 'Other' }, old: 'Old' } };
    const text = [
      "const { t } = useTranslation('desk'); t('title'); t('other:old');",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: source code as text
      't(`state.${state}`); `${a}${b}`;',
    ].join('\n');
    expect(unusedKeys(catalogue, [{ path: 'renderer/desk.tsx', text }])).toEqual(['desk:old']);
  });
});

describe('the table of errors', () => {
  it.each(
    LANGUAGES,
  )('says in %s what happened, what is safe and what to do for every code, and for no other', (language) => {
    const expected = ERROR_CODES.flatMap((code) => ['safe', 'title', 'todo'].map((line) => `${code}.${line}`)).sort();
    expect(
      pathsOf(catalogues[language].errors)
        .map(([path]) => path)
        .sort(),
    ).toEqual(expected);
  });

  it('and a code without words is noticed', () => {
    const { audit: _left, ...rest } = english.errors;
    expect(pathsOf(rest).map(([path]) => path)).not.toContain('audit.chainBroken.title');
  });
});

describe('i18n', () => {
  it('words every audit action in both languages', async () => {
    for (const language of LANGUAGES) {
      const { t } = await createI18n(language);
      const words = AUDIT_ACTIONS.map((action) => t(`audit:actions.${action}`));
      expect(words.filter((text, index) => text === `actions.${AUDIT_ACTIONS[index]}`)).toEqual([]);
    }
  });

  it('follows the plural rules of the language', async () => {
    const { t } = await createI18n('es');
    expect(t('frame:pill.attention', { count: 1 })).toBe('1 requiere atención');
    expect(t('frame:pill.attention', { count: 2 })).toBe('2 requieren atención');
  });
});
