import { Button } from '@mantine/core';
import { useSession, useSignOut, useUser } from '../../api/session.js';
import { Icon } from '../../components/icons.js';
import { PageHeader } from '../../components/page-header.js';
import { Panel } from '../../components/panel.js';
import { ColorSchemeControl } from '../../layout/color-scheme-control.js';
import classes from './profile-page.module.css';

const Fact = ({ label, value }: { readonly label: string; readonly value: string }) => (
  <div className={classes['fact']}>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </div>
);

export const ProfilePage = () => {
  const { id, name, role } = useUser();
  const { mode } = useSession();
  const { mutate: signOut, isPending } = useSignOut();
  return (
    <>
      <PageHeader title="Profile" />
      <div className={classes['panels']}>
        <Panel title="You">
          <dl className={classes['facts']}>
            <Fact label="Name" value={name} />
            <Fact label="User" value={id} />
            <Fact label="Role" value={role === 'admin' ? 'Administrator' : 'Customer'} />
            <Fact label="Signed in" value={mode === 'static' ? 'For development, without a password' : 'With your account'} />
          </dl>
          <Button variant="default" leftSection={<Icon name="signOut" />} loading={isPending} onClick={() => signOut()}>
            Sign out
          </Button>
        </Panel>
        <Panel title="Appearance">
          <p className={classes['text']}>Light, dark, or as your system is set.</p>
          <ColorSchemeControl />
        </Panel>
      </div>
    </>
  );
};
