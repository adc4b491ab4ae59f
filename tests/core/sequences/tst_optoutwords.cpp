// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/optoutwords.h"
#include "tests/core/sequences/gatecase.h"

using namespace updesk;

class TestOptOutWords : public QObject
{
    Q_OBJECT

    static OptOutSaid said(const char *text) { return readOptOut(shipped(), QString::fromUtf8(text)); }

private Q_SLOTS:
    void US8_theWordsAloneStopAtOnceInThreeLanguages()
    {
        for (const char *text : {"stop", "STOP", " Stop. ", "stop!!!", "quit", "End", "REVOKE", "opt out", "Opt-Out",
                 "OPTOUT", "cancel", "Unsubscribe", "STOP STOP STOP", "\"stop\"", "no más", "NO MAS", "alto", "¡Basta!",
                 "cancelar", "arrêt", "ARRET", "arrêtez", "désabonner"})
            QCOMPARE(said(text), OptOutSaid::Stop);
    }
    void US8_slipsAndFreeWordsWaitForAPerson()
    {
        for (const char *text : {"stpo", "stopp", "unsubscrbe", "please quit texting me", "Please stop",
                 "leave me alone", "Take me off your list", "don't text me again", "not interested", "wrong number",
                 "Ya no quiero mensajes", "no me escriban más", "Ne m'écrivez plus", "laissez-moi tranquille",
                 "I revoke what I agreed to"})
            QCOMPARE(said(text), OptOutSaid::Perhaps);
    }
    void whatIsNoOptOutIsNone()
    {
        for (const char *text : {"", "   ", "👍", "yes", "Is it still there?", "I'll stop by after work tomorrow", "and",
                 "Can you send me a picture of the end gate?", "At the end of the week", "sí, mañana", "oui merci"})
            QCOMPARE(said(text), OptOutSaid::Nothing);
    }
    void aHostileTextIsReadInNoTime()
    {
        QString huge;
        for (int i = 0; i < 200'000; ++i)
            huge += QStringLiteral("sto p ");
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(readOptOut(shipped(), huge), OptOutSaid::Nothing);
        QVERIFY(timer.elapsed() < 1000);
    }
};
UPDESK_TEST(TestOptOutWords);
#include "tst_optoutwords.moc"
