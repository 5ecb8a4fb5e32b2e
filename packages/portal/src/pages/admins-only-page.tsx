import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { Message } from '../components/message.js';
import { PageHeader } from '../components/page-header.js';

export const AdminsOnlyPage = () => (
  <>
    <PageHeader title="Operations" />
    <Message
      icon="lock"
      title="This page is for admins"
      actions={
        <Button component={Link} to="/orders">
          Go to your orders
        </Button>
      }
    >
      Your account may not see it. If you should, ask whoever runs this Ordermill for the role.
    </Message>
  </>
);
