import type { ReactNode } from 'react';
import { Switch as AriaSwitch } from 'react-aria-components';

type SwitchProps = {
  readonly children: ReactNode;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
};

/** Something that is on or off at once, without a further confirmation. */
export function Switch({ children, on, onChange }: SwitchProps) {
  return (
    <AriaSwitch className="switch" isSelected={on} onChange={onChange}>
      <span className="switch-mark" aria-hidden="true" />
      {children}
    </AriaSwitch>
  );
}
