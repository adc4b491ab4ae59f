-- SPDX-License-Identifier: GPL-3.0-or-later
-- From here a row's seq is the server's number above refills * 2^40 (core/store/rowseq.h): a program that does not know
-- this would take no row of the server any more once they begin anew.
INSERT INTO state VALUES('refills', 0);
-- One that has the file open while it climbs does not ask for its version again. So what this desk has taken stands under
-- names of its own from here: that one goes on from where it stood, and moves nothing past news that it cannot lay down.
INSERT INTO state SELECT 'taken'||substr(k,7), v FROM state WHERE k LIKE 'cursor.%';
UPDATE state SET k='bring'||substr(k,5) WHERE k='fill' OR k LIKE 'fill.%';
UPDATE state SET k='anew' WHERE k='refill';
