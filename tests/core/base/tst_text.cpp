// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "tests/support/suite.h"

using namespace updesk;

class TestText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void accentsAndCaseFold()
    {
        QCOMPARE(folded(u"Émilie ÑANDÚ"), QStringLiteral("emilie nandu"));
        QCOMPARE(folded(u"Smith"), QStringLiteral("smith"));
    }
    void wordsPartAtPunctuationButNotAtApostrophes()
    {
        QCOMPARE(foldedWords(u"O'Hara-Smith,  Jr."),
            (QStringList{QStringLiteral("ohara"), QStringLiteral("smith"), QStringLiteral("jr")}));
        QVERIFY(foldedWords(u" .,- ").isEmpty());
    }
};
UPDESK_TEST(TestText);
#include "tst_text.moc"
