// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/buyerwords.h"
#include "tests/support/suite.h"

using namespace updesk;

/// What a caller types to two questions, in three languages.
class TestBuyerWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPlainNoIsNoTradeAndADoubtIsNone()
    {
        for (const char *none : {"no", "No.", "none", "no trade-in", "No trade, it is my first", "no; leases one now",
                 "nothing to trade", "n/a", "not trading in", "No, has two at home", "nada", "Ninguno",
                 "no tiene carro", "no, es su primer auto", "aucun", "non", "pas d'échange", "Non, c'est sa première"})
            QVERIFY2(saysNoTrade(QString::fromUtf8(none)), none);
        for (const char *other : {"", "yes", "no idea", "not sure", "no, not sure yet", "2019 Corolla", "nobody knows",
                 "a Nova", "maybe none", "no sé", "no sabe todavía", "je ne sais pas", "notes from his bank",
                 "no longer the Corolla but a truck"})
            QVERIFY2(!saysNoTrade(QString::fromUtf8(other)), other);
    }
    void whoDecidesIsReadWhereItIsPlain()
    {
        for (const char *alone : {"alone", "Just me", "just me, I live alone", "nobody else", "no one", "on her own",
                 "solo yo", "nadie más", "moi seul", "personne d'autre", "Seule"})
            QVERIFY2(decidesIn(QString::fromUtf8(alone)) == Decides::Alone, alone);
        for (const char *others :
            {"his wife", "with my parents", "My son and I", "su hijo", "lui et son père", "Me and my husband", "both",
                "we decide together", "mi esposa", "con su mamá", "sa femme", "avec mon père"})
            QVERIFY2(decidesIn(QString::fromUtf8(others)) == Decides::Others, others);
        for (const char *open : {"", "hard to say", "not sure", "alone, his wife trusts him", "no wife, no kids",
                 "depends on the wife", "sin su esposa", "if her father agrees", "c'est son choix", "son cosas mías",
                 "not my son", "sans sa femme", "the red one"})
            QVERIFY2(decidesIn(QString::fromUtf8(open)) == Decides::Unknown, open);
    }
};
UPDESK_TEST(TestBuyerWords);
#include "tst_buyerwords.moc"
