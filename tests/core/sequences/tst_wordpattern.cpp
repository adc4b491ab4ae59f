// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/wordpattern.h"
#include "tests/support/suite.h"

using namespace updesk;

class TestWordPattern : public QObject
{
    Q_OBJECT

    static bool says(const char *text, const char *pattern)
    {
        const auto read = wordPattern(QString::fromUtf8(pattern));
        return read && holds(clauseWords(QString::fromUtf8(text)), *read);
    }

private Q_SLOTS:
    void plainWordsStandBesideEachOther()
    {
        QVERIFY(says("Please, OPT-OUT now", "opt out"));
        QVERIFY(says("please opt out", "opt-out"));
        QVERIFY(!says("opt me out", "opt out"));
        QVERIFY(!says("opt", "opt out"));
        QVERIFY(!says("", "opt"));
    }
    void aWordMayBeAnyOfSeveralOrBeginSo()
    {
        QVERIFY(says("No me llamen más", "no me llame|llamen"));
        QVERIFY(!says("no me llamaron", "no me llame|llamen"));
        QVERIFY(says("Désabonnez-moi", "desabonn*"));
        QVERIFY(says("je me désinscris", "désabonn*|désinscri*"));
        QVERIFY(!says("abonnez", "desabonn*"));
    }
    void upToThreeOthersMayStandInBetween()
    {
        QVERIFY(says("retirez liste", "retirez ... liste"));
        QVERIFY(says("Retirez-moi de votre liste", "retirez ... liste"));
        QVERIFY(!says("retirez-moi de toute votre liste", "retirez ... liste"));
        QVERIFY(says("a b a x c", "a ... b|x c")); // the first that fits is not the last that is tried
    }
    void noPhraseGoesAcrossAMark()
    {
        for (const char *mark : {",", ".", ";", ":", "!", "?", "…", " ¡", "..."}) {
            const QByteArray text = QByteArray("No") + mark + " llame";
            QVERIFY2(!says(text.constData(), "no llame"), mark);
            QVERIFY2(!says(text.constData(), "no ... llame"), mark);
            QVERIFY2(says((text + mark + "no llame").constData(), "no llame"), mark);
        }
        QVERIFY(says("Don't - llame", "dont llame")); // neither a dash nor an apostrophe ends a clause
    }
    void aPointStandsForWhereAClauseBeginsOrEnds()
    {
        for (const char *text : {"stop now", "Please, stop now", "stop now!", "stop now 🙏", "👎stop now👎", "𝐬𝐭𝐨𝐩 now",
                 "I mean it: stop now, thanks"})
            QVERIFY2(says(text, "stop now ."), text);
        QVERIFY(!says("stop now and then", "stop now ."));
        QVERIFY(says("Well, stop now", ". stop"));
        QVERIFY(!says("I stop now", ". stop"));
        QVERIFY(!says("stop right now", "stop . now"));
        QCOMPARE(clauseWords(u"No, Ça va?!"),
            (QStringList{QStringLiteral("."), QStringLiteral("no"), QStringLiteral("."), QStringLiteral("ca"),
                QStringLiteral("va"), QStringLiteral(".")}));
        QCOMPARE(clauseWords(u" ,,. "), QStringList{QStringLiteral(".")});
    }
    void whatIsNoPatternIsNone()
    {
        for (const char *text :
            {"", "   ", "...", "... a", "a ...", "a ... ... b", "a|", "|a", "*", "a| b", "!!", ".", ". .", "a ... ."})
            QVERIFY2(!wordPattern(QString::fromUtf8(text)), text);
    }
};
UPDESK_TEST(TestWordPattern);
#include "tst_wordpattern.moc"
