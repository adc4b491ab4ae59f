-- SPDX-License-Identifier: GPL-3.0-or-later
-- From here a row's seq is the server's number above refills * 2^40 (core/store/rowseq.h): a program that does not know
-- this would take no row of the server any more once they begin anew.
INSERT INTO state VALUES('refills', 0);
