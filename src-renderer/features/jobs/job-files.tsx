import { useState } from 'react';
import type { JobFile } from '../../../src-shared/contract/jobs.ts';
import { countOf, countWords, nameOfPath } from '../../components/index.ts';
import { filesAsText, matching, reasonOf } from './file-words.ts';

const SHOWN = 300;

/** Files of a job that failed or were odd, with the reason of each. */
export function JobFiles({ files }: { readonly files: readonly JobFile[] }) {
  const [text, setText] = useState('');
  const [copied, setCopied] = useState(false);
  const found = matching(files, text);
  return (
    <div className="job-files">
      <div className="job-files-head">
        <input
          className="field"
          type="search"
          aria-label="Filter files"
          placeholder="Filter by name or reason"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button
          type="button"
          className="button"
          onClick={() => {
            void navigator.clipboard.writeText(filesAsText(found)).then(() => setCopied(true));
            setTimeout(() => setCopied(false), 2_000);
          }}
        >
          {copied ? 'Copied' : `Copy ${countOf(found.length, 'line')}`}
        </button>
      </div>
      <ul className="job-file-list">
        {found.slice(0, SHOWN).map((file) => (
          <li key={file.number} className={`job-file job-file-${file.kind}`} title={file.path}>
            <span className="job-file-name" dir="auto">
              {nameOfPath(file.path)}
            </span>
            <span className="job-file-reason">{reasonOf(file)}</span>
          </li>
        ))}
        {found.length > SHOWN && (
          <li className="job-file-more">{countWords(found.length - SHOWN)} more; filter, or copy them all.</li>
        )}
        {found.length === 0 && <li className="job-file-more">None matches.</li>}
      </ul>
    </div>
  );
}
