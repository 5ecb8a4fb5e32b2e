import { Notification } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import classes from './toasts.module.css';

interface Toast {
  readonly id: number;
  readonly text: string;
}

const shownMs = 5_000;
let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

const show = (next: readonly Toast[]): void => {
  toasts = next;
  for (const listener of listeners) listener();
};

const dismiss = (id: number): void => show(toasts.filter((toast) => toast.id !== id));

/** Says for a moment that something was done. */
export const toast = (text: string): void => {
  const id = ++lastId;
  show([...toasts, { id, text }]);
  setTimeout(() => dismiss(id), shownMs);
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const Toasts = () => {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div className={classes['toasts']} role="status">
      {shown.map(({ id, text }) => (
        <Notification key={id} role="none" onClose={() => dismiss(id)} closeButtonProps={{ 'aria-label': 'Dismiss' }} withBorder>
          {text}
        </Notification>
      ))}
    </div>
  );
};
