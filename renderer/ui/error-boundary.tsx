import { Component, type ReactNode } from 'react';
import { ErrorNotice } from './error-notice.tsx';

/** Keeps a bug in one screen from taking the frame with it. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return <ErrorNotice error={{ code: 'internal.bug' }} onRetry={() => this.setState({ failed: false })} />;
  }
}
