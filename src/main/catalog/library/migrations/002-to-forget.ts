/** What is to be forgotten is written down first, so that a crash in the middle leaves nothing of it. */
export const toForget = {
  version: 2,
  sql: `
CREATE TABLE to_forget (
  file_id INTEGER PRIMARY KEY REFERENCES file (id) ON DELETE CASCADE
) STRICT;
ALTER TABLE folder ADD COLUMN is_forgotten INTEGER NOT NULL DEFAULT 0 CHECK (is_forgotten IN (0, 1)); -- with all that was in it
`,
};
