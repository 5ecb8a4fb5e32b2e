import { Menu, UnstyledButton } from '@mantine/core';
import { Link } from 'react-router';
import { useSignOut, useUser } from '../api/session.js';
import { Icon } from '../components/icons.js';
import classes from './account-menu.module.css';

export const AccountMenu = () => {
  const { name, role } = useUser();
  const { mutate: signOut } = useSignOut();
  return (
    <Menu position="bottom-end" width={240} shadow="md" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className={classes['button'] ?? ''} aria-label={`Account of ${name}`}>
          <span className={classes['avatar']} aria-hidden="true">
            {name.charAt(0).toUpperCase()}
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          Signed in as <strong>{name}</strong>
          {role === 'admin' && ', administrator'}
        </Menu.Label>
        <Menu.Item component={Link} to="/profile" leftSection={<Icon name="user" size={16} />}>
          Profile and colours
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="signOut" size={16} />} onClick={() => signOut()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
