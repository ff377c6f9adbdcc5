import { Component, type ReactNode } from 'react';

type Props = {
  /** What can't be shown, for a person: `The player`. */
  readonly name: string;
  readonly children: ReactNode;
};

/** Keeps a fault of ours in one part of the window from taking the rest along. */
export class FaultBoundary extends Component<Props, { readonly faulty: boolean }> {
  override state = { faulty: false };

  static getDerivedStateFromError() {
    return { faulty: true };
  }

  override render(): ReactNode {
    if (!this.state.faulty) return this.props.children;
    return (
      <div className="fault" role="alert">
        <p>{this.props.name} can’t be shown: something in this window went wrong.</p>
        <button type="button" className="button" onClick={() => this.setState({ faulty: false })}>
          Show it again
        </button>
      </div>
    );
  }
}
