-- SPDX-License-Identifier: GPL-3.0-or-later
-- An inquiry that joins an open lead keeps where it came from, so that it is known when it comes again.
ALTER TABLE activity ADD COLUMN source_id BLOB;
ALTER TABLE activity ADD COLUMN provider_text TEXT NOT NULL DEFAULT '';
ALTER TABLE activity ADD COLUMN external_id TEXT NOT NULL DEFAULT '';
ALTER TABLE activity ADD COLUMN sent_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX activity_inquiry ON activity(source_id, external_id) WHERE source_id IS NOT NULL;
-- What was set aside is listed as well.
CREATE INDEX quarantine_aside ON quarantine(at) WHERE state=2;
