import './settings.css';
import { type ReactNode, useEffect } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { type SettingsPart, useActions, useAppState } from '../../app/index.ts';
import { Dialogue } from '../../components/index.ts';
import { UcsSettings } from '../ucs/ucs-settings.tsx';
import { CatalogueSettings } from './catalogue-settings.tsx';
import { FolderSettings } from './folder-settings.tsx';
import { KeySettings } from './key-settings.tsx';
import { ListeningSettings } from './listening-settings.tsx';
import { LookSettings } from './look-settings.tsx';
import { PersonSettings } from './person-settings.tsx';

type Part = {
  readonly id: SettingsPart;
  readonly name: string;
  /** Whether it has nothing to show without an answer. */
  readonly asksEngine: boolean;
  readonly page: () => ReactNode;
};

const parts: readonly Part[] = [
  { id: 'look', name: 'Look', asksEngine: false, page: LookSettings },
  { id: 'keys', name: 'Keys', asksEngine: false, page: KeySettings },
  { id: 'folders', name: 'Folders', asksEngine: true, page: FolderSettings },
  { id: 'listening', name: 'Listening', asksEngine: true, page: ListeningSettings },
  { id: 'ucs', name: 'UCS list', asksEngine: true, page: UcsSettings },
  { id: 'catalogue', name: 'Catalogue', asksEngine: true, page: CatalogueSettings },
  { id: 'person', name: 'You', asksEngine: true, page: PersonSettings },
];

/** Everything that can be set. */
export function Settings({ part }: { readonly part: SettingsPart }) {
  const { settings, shell } = useActions();
  const failure = useAppState((state) => state.settings.failure);
  useEffect(() => void settings.load(), [settings]);
  return (
    <Dialogue title="Settings" onClose={shell.closeDialogue} wide>
      <Tabs
        className="settings"
        orientation="vertical"
        selectedKey={part}
        onSelectionChange={(key) => shell.open({ kind: 'settings', part: key as SettingsPart })}
      >
        <TabList className="settings-parts" aria-label="Settings">
          {parts.map(({ id, name }) => (
            <Tab key={id} id={id} className="settings-part">
              {name}
            </Tab>
          ))}
        </TabList>
        {parts.map(({ id, asksEngine, page: Page }) => (
          <TabPanel key={id} id={id} className="settings-panel">
            {failure !== null && asksEngine && (
              <p className="settings-failure" role="status">
                {failure.message} {failure.nextStep}
              </p>
            )}
            <Page />
          </TabPanel>
        ))}
      </Tabs>
    </Dialogue>
  );
}
