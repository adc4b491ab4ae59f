// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/house/build.h"
#include "tests/house/errors.h"
#include "tests/house/layers.h"
#include "tests/house/places.h"
#include "tests/house/planted.h"
#include "tests/house/style.h"
#include "tests/house/types.h"
#include "tests/support/suite.h"

#include <QLibraryInfo>

using namespace updesk::house;

/// The rules over the real tree, read once.
class TestHouse : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_tree = readTree(QStringLiteral(UPDESK_SOURCE_DIR));
        QVERIFY(m_tree.size() > 50);
        m_qtHeaders = QLibraryInfo::path(QLibraryInfo::HeadersPath);
        QVERIFY(QFileInfo::exists(m_qtHeaders + QStringLiteral("/QtCore/QString")));
    }
    void roomsLookOnlyDown() { holds(wrongWays(m_tree)); }
    void coreHasNoWindows() { holds(windowsInCore(m_tree, m_qtHeaders)); }
    void sqlStandsInTheStores() { holds(strayedSql(m_tree)); }
    void onlyTheStoreWritesSyncedTables() { holds(secondWriters(m_tree)); }
    void sqlIsNeitherDeferredNorSkipping() { holds(slowSql(m_tree)); }
    void onlyTheClockKnowsTheTime() { holds(clockReads(m_tree)); }
    void screensSpeakPlainly() { holds(stiffWords(m_tree)); }
    void wordsAreMadeInUi() { holds(strayedWords(m_tree)); }
    void errorsOfCoreHoldCodes() { holds(sentencesInErrors(m_tree)); }
    void everyQueryIsAskedHowItEnded() { holds(unaskedQueries(m_tree)); }
    void verbsReadThroughTheirTransaction() { holds(readsBeforeDeeds(m_tree)); }
    void nothingIsLocked() { holds(mutexes(m_tree)); }
    void nothingIsThrown() { holds(throws(m_tree)); }
    void typesHaveOneNameInAProgram() { holds(typesNamedTwice(m_tree)); }
    void loopsGoOverTheLiving() { holds(loopsOverTheDead(m_tree)); }
    void filesAreShort() { holds(tooLong(m_tree)); }
    void everyFileNamesTheLicence() { holds(wrongHeads(m_tree)); }
    void forbiddenWordsAreNotUsed() { holds(forbiddenWords(m_tree)); }
    void filesAreNamedInOneWord() { holds(wrongFileNames(m_tree)); }
    void classesSayWhatTheyAre() { holds(wrongClassNames(m_tree)); }
    void nothingIsUnfinished() { holds(hollowMarks(m_tree)); }
    void listsStayFast() { holds(slowWidgets(m_tree)); }
    void migrationsAreInOrderAndEmbedded() { holds(wrongMigrations(m_tree)); }
    void everySourceIsBuilt() { holds(unlistedSources(m_tree)); }
    void whatTheScriptsNameIsThere() { holds(missingPaths(m_tree, QStringLiteral(UPDESK_SOURCE_DIR))); }
    void theFlagsAreSet() { holds(missingFlags(m_tree)); }

private:
    static void holds(const Findings &findings) { QVERIFY2(findings.empty(), qPrintable(u'\n' + report(findings))); }

    Tree m_tree;
    QString m_qtHeaders;
};

UPDESK_TEST(TestHouse);
#include "tst_house.moc"
