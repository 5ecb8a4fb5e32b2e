import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { PageHeader } from '../../components/page-header.js';
import { Icon } from '../../components/icons.js';
import { NewOrderDialog } from '../new-order/new-order-dialog.js';
import { OrderFilters } from './order-filters.js';
import { OrderList } from './order-list.js';

export const OrdersPage = () => {
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <>
      <PageHeader
        title="Orders"
        actions={
          <Button leftSection={<Icon name="plus" />} onClick={open}>
            New order
          </Button>
        }
      />
      <OrderFilters />
      <OrderList onNew={open} />
      <NewOrderDialog opened={isOpen} onClose={close} />
    </>
  );
};
