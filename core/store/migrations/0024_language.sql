-- SPDX-License-Identifier: GPL-3.0-or-later
-- In which language the words of a step went out: the texts of one version of a template are told apart by it (F70).
ALTER TABLE step_run ADD COLUMN text_language TEXT NOT NULL DEFAULT '';
