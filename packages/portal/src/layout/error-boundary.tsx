import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { Message } from '../components/message.js';

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly error?: Error;
}

/** What no page has coped with: the session that cannot be loaded, or a mistake of ours. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = {};

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <main role="alert">
        <Message
          icon="alert"
          title="This page could not be shown"
          actions={<Button onClick={() => window.location.reload()}>Load it again</Button>}
        >
          {error.message}
        </Message>
      </main>
    );
  }
}
