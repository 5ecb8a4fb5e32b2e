import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';

interface SettledInputProps extends Pick<TextInputProps, 'label' | 'placeholder' | 'maxLength'> {
  readonly value: string;
  /** What was entered, once it is: by the Enter key, or by going on. */
  readonly onSettle: (value: string) => void;
}

export const SettledInput = ({ value, onSettle, ...rest }: SettledInputProps) => {
  const [entered, setEntered] = useState({ from: value, text: value });
  const text = entered.from === value ? entered.text : value;
  const settle = (): void => {
    if (text.trim() !== value) onSettle(text.trim());
  };
  return (
    <TextInput
      {...rest}
      type="search"
      value={text}
      onChange={({ currentTarget }) => setEntered({ from: value, text: currentTarget.value })}
      onBlur={settle}
      onKeyDown={({ key }) => key === 'Enter' && settle()}
    />
  );
};
