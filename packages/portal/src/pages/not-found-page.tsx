import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { Message } from '../components/message.js';
import { PageHeader } from '../components/page-header.js';

export const NotFoundPage = () => (
  <>
    <PageHeader title="Not found" />
    <Message
      icon="search"
      title="There is nothing at this address"
      actions={
        <Button component={Link} to="/orders">
          Go to your orders
        </Button>
      }
    >
      The page may have moved, or the link may be incomplete.
    </Message>
  </>
);
