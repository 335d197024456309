import { Button, FileButton, TextInput } from '@mantine/core';
import { IconCheck, IconQrcode } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../preload/api/errors.ts';
import { CardCode } from '../../../preload/api/patients.ts';
import { asAppError } from '../../api/client.ts';
import { ACCEPTS_SCAN } from '../../keyboard/use-scanner.ts';
import type { CardReaderProps } from '../../slots.ts';
import { classNames } from '../../ui/class-names.ts';
import { DropArea } from '../../ui/drop-area.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextButton } from '../../ui/text-button.tsx';
import { readCardPicture } from './card-picture.ts';
import styles from './card-reader.module.css';

/**
 * Takes a card in every way a desk has: a scanner types its code and Enter, or a picture of it is chosen or dropped.
 * The picture is read in this window and kept nowhere.
 */
export function CardReader(props: CardReaderProps) {
  return props.code === '' ? <UnreadCard {...props} /> : <ReadCard {...props} />;
}

function ReadCard({ label, onRead, large }: CardReaderProps) {
  const { t } = useTranslation('cards');
  return (
    <fieldset className={styles.group}>
      <legend className={styles.label}>{label}</legend>
      <div className={classNames(styles.read, large && styles.large)}>
        <IconQrcode size={20} aria-hidden />
        <output>{t('reader.read')}</output>
        <IconCheck size={18} aria-hidden className={styles.check} />
        <TextButton onClick={() => onRead('')}>{t('reader.another')}</TextButton>
      </div>
    </fieldset>
  );
}

function UnreadCard({ label, onRead, autoFocus, large }: CardReaderProps) {
  const { t } = useTranslation('cards');
  const [typed, setTyped] = useState('');
  const [isForeign, setIsForeign] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);

  const take = (text: string) => {
    const code = CardCode.safeParse(text);
    setIsForeign(!code.success);
    if (code.success) onRead(code.data);
  };
  const readPicture = async (file: File | null) => {
    if (!file) return;
    setFailure(null);
    try {
      take(await readCardPicture(file));
    } catch (error) {
      setFailure(asAppError(error));
    }
  };

  return (
    <DropArea plain onDrop={(file) => void readPicture(file)}>
      <TextInput
        {...ACCEPTS_SCAN}
        className={styles.field}
        size={large ? 'lg' : 'sm'}
        label={label}
        placeholder={t('reader.placeholder')}
        leftSection={<IconQrcode size={18} aria-hidden />}
        autoComplete="off"
        spellCheck={false}
        data-autofocus={autoFocus}
        autoFocus={autoFocus}
        value={typed}
        error={isForeign ? t('reader.foreign') : null}
        onChange={(event) => {
          setIsForeign(false);
          setTyped(event.currentTarget.value);
        }}
        onBlur={() => {
          if (CardCode.safeParse(typed).success) take(typed);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          take(typed);
        }}
      />
      <FileButton accept="image/png,image/jpeg" onChange={(file) => void readPicture(file)}>
        {(button) => (
          <Button variant="default" size={large ? 'lg' : 'sm'} {...button}>
            {t('reader.choose')}
          </Button>
        )}
      </FileButton>
      {failure ? <ErrorNotice error={failure} /> : null}
    </DropArea>
  );
}
