// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/house/planted.h"
#include "tests/house/style.h"
#include "tests/support/suite.h"

using namespace updesk::house;

namespace
{

const QString kLicence = QStringLiteral("// SPDX-License-Identifier: GPL-3.0-or-later\n");

} // namespace

class TestStyle : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLongFileIsFound()
    {
        QVERIFY(tooLong(planted("core/leads/a.cpp", QString(500, u'\n'))).empty());
        QCOMPARE(tooLong(planted("core/leads/a.cpp", QString(501, u'\n'))).size(), size_t(1));
        QVERIFY(tooLong(planted("core/leads/a.h", QString(150, u'\n'))).empty());
        QCOMPARE(tooLong(planted("core/leads/a.h", QString(151, u'\n'))).size(), size_t(1));
        QVERIFY(tooLong(planted("core/store/migrations/0001_first.sql", QString(900, u'\n'))).empty());
    }
    void sixteenIncludesAreFound()
    {
        const QString ours = QStringLiteral("#include \"core/base/id.h\"\n");
        const QString theirs = QStringLiteral("#include <vector>\n");
        QVERIFY(tooLong(planted("core/leads/a.cpp", ours.repeated(15) + theirs.repeated(9))).empty());
        QCOMPARE(tooLong(planted("core/leads/a.cpp", ours.repeated(16))).size(), size_t(1));
    }
    void aMissingLicenceOrPragmaIsFound()
    {
        QVERIFY(wrongHeads(planted("core/leads/a.h", kLicence + QStringLiteral("#pragma once\n"))).empty());
        QCOMPARE(wrongHeads(planted("core/leads/a.h", kLicence)).size(), size_t(1));
        QCOMPARE(wrongHeads(planted("core/leads/a.cpp", QStringLiteral("\n") + kLicence)).size(), size_t(1));
        QCOMPARE(wrongHeads(planted("core/leads/a.cpp", "")).size(), size_t(1));
        QVERIFY(
            wrongHeads(planted("check", "#!/usr/bin/env bash\n# SPDX-License-Identifier: GPL-3.0-or-later\n")).empty());
        QCOMPARE(wrongHeads(planted("check", "#!/usr/bin/env bash\n\n")).size(), size_t(1));
    }
    void keywordsAndViewsAreFound()
    {
        const Findings found = forbiddenWords(planted("ui/queue/a.h",
            "signals:\nprivate slots:\n    emit changed();\n foreach (a, b)\n x | "
            "std::views::take(1);\nstd::ranges::unique(x);\n"));
        QCOMPARE(found.size(), size_t(6));
        QCOMPARE(found[4].place, QStringLiteral("ui/queue/a.h:5"));
        QVERIFY(forbiddenWords(
            planted("ui/queue/a.h", "Q_SIGNALS:\nprivate Q_SLOTS:\n Q_EMIT changed(); // emit x\nint slots = 1;\n"))
                    .empty());
    }
    void aFileNameInTwoWordsIsFound()
    {
        for (const char *bad :
            {"core/leads/LeadStore.h", "core/leads/lead_store.cpp", "core/Leads/lead.h", "core/leads/tst_lead.cpp"})
            QCOMPARE(wrongFileNames(planted(bad, "")).size(), size_t(1));
        for (const char *good :
            {"core/leads/leadstore.h", "tests/core/leads/tst_lead.cpp", "tests/support/main_ui.cpp"})
            QVERIFY(wrongFileNames(planted(good, "")).empty());
    }
    void aClassThatSaysNothingIsFound()
    {
        const Findings found = wrongClassNames(planted("core/leads/a.h",
            "class LeadManager final : public QObject\n{\n};\nstruct LeadInfo {\n};\nstruct Data\n{\n};\nenum class "
            "ScoreUtils : int { A };\n"));
        QCOMPARE(report(found).count(u'\n'), 4);
        QVERIFY(wrongClassNames(planted("core/leads/a.h",
                                    "class QMimeData;\nenum class LeadType { Service, Equity };\nstruct Informed { "
                                    "};\nvoid f(const struct PhoneInfo &);\n"))
                    .empty());
    }
    void unfinishedWorkIsFound_data()
    {
        QTest::addColumn<QString>("text");
        // In two halves, so that the rule does not find its own test.
        for (const char *text : {"// TO"
                                 "DO: later",
                 "// FIX"
                 "ME",
                 "/* X"
                 "XX */",
                 "QS"
                 "KIP(\"no\");",
                 "QVER"
                 "IFY( true );",
                 "QCOM"
                 "PARE(a, a);"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void unfinishedWorkIsFound()
    {
        QFETCH(const QString, text);
        QCOMPARE(hollowMarks(planted("tests/core/tst_a.cpp", text)).size(), size_t(1));
    }
    void finishedWorkIsNotMarked()
    {
        QVERIFY(
            hollowMarks(planted("tests/core/tst_a.cpp", "QVERIFY(trueLead); QCOMPARE(a, ab); // todos, 555-0XXXX\n"))
                .empty());
    }
    void slowWidgetsAndFormsAreFound()
    {
        QCOMPARE(slowWidgets(planted("ui/queue/a.cpp",
                                 "QSortFilterProxyModel m;\nh->setMode(QHeaderView::ResizeToContents);\n"))
                     .size(),
            size_t(2));
        QCOMPARE(slowWidgets(planted("ui/queue/form.ui", "<ui/>")).size(), size_t(1));
        QVERIFY(slowWidgets(planted("ui/queue/a.cpp", "// no QSortFilterProxyModel here\n")).empty());
    }
};

UPDESK_TEST(TestStyle);
#include "tst_style.moc"
