import { Modal, type ModalProps, Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, Suspense } from 'react';

interface DialogProps extends Pick<ModalProps, 'opened' | 'onClose'> {
  readonly title: string;
  readonly size?: 'md' | 'lg';
  readonly children: ReactNode;
}

/** A large one fills a narrow screen. What is in it is gone once it is closed. Scrolling is locked by base.css instead of by a style element. */
export const Dialog = ({ opened, onClose, title, size = 'md', children }: DialogProps) => {
  const isNarrow = useMediaQuery('(max-width: 47.99em)');
  return (
    <Modal.Root opened={opened} onClose={onClose} size={size} fullScreen={isNarrow && size === 'lg'} centered lockScroll={false}>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Header role="presentation">
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </Modal.Header>
        <Modal.Body>
          <Suspense fallback={<Skeleton height={240} />}>{children}</Suspense>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
};
