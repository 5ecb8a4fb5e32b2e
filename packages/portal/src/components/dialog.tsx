import { Modal, type ModalProps, Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, Suspense } from 'react';

interface DialogProps extends Pick<ModalProps, 'opened' | 'onClose' | 'title'> {
  readonly size?: ModalProps['size'];
  readonly children: ReactNode;
}

/** Fills a narrow screen. What is in it is gone once it is closed. */
export const Dialog = ({ size = 'md', children, ...rest }: DialogProps) => {
  const isNarrow = useMediaQuery('(max-width: 47.99em)');
  return (
    <Modal {...rest} size={size} fullScreen={isNarrow}>
      <Suspense fallback={<Skeleton height={240} />}>{children}</Suspense>
    </Modal>
  );
};
