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
    void US8_freeWordsHoldInSpanish()
    {
        for (const char *text :
            {"No me llamen más", "no me envíen más mensajes", "No me mandes mensajes", "no quiero recibir más mensajes",
                "no quiero que me llamen", "Por favor, quítenme de su lista", "bórrenme de la lista", "borre mi número",
                "no me interesa", "Ya no me interesa, gracias", "no estoy interesado", "déjenme en paz",
                "deja de escribirme", "paren de escribirme", "no más mensajes", "no me molesten más",
                "no vuelvan a llamar", "no me vuelva a escribir", "sáquenme de la lista", "quiero darme de baja",
                "denme de baja", "cancelar suscripción", "detener", "se equivocó de número", "no me texteen",
                "no textos", "nunca más me llamen", "no deseo recibir mensajes", "retiro mi consentimiento",
                "no autorizo mensajes", "basta ya", "parar mensajes", "ya no busco carro"})
            QVERIFY2(said(text) == OptOutSaid::Perhaps, text);
        QCOMPARE(said("FIN"), OptOutSaid::Stop);
    }
    void US8_freeWordsHoldInFrench()
    {
        for (const char *text : {"Ne m'appelez plus", "ne m’envoyez plus de messages", "n'appelez plus",
                 "arrêtez de m'appeler", "cessez de m'écrire", "Cessez!", "ne me contactez plus", "ne me textez plus",
                 "plus de textos svp", "plus aucun message", "désabonnez-moi", "je me désinscris",
                 "retirez-moi de votre liste", "supprimez mon numéro", "laisse-moi tranquille", "fichez-moi la paix",
                 "pas intéressé", "je ne suis plus intéressée", "ça ne m'intéresse pas", "mauvais numéro",
                 "je ne veux plus recevoir de messages", "je ne veux pas être contacté",
                 "je ne souhaite plus être dérangée", "arrêt des messages", "je retire mon consentement",
                 "ne plus me contacter", "ne pas m'écrire", "ne m'écris plus", "arrêter les textos", "stoppez",
                 "annulez mon inscription", "pas de texto svp", "vous vous trompez de numéro"})
            QVERIFY2(said(text) == OptOutSaid::Perhaps, text);
        QCOMPARE(said("Annuler"), OptOutSaid::Stop);
    }
    void US8_freeWordsHoldInEnglish()
    {
        for (const char *text : {"wrong person", "I'm no longer interested", "no longer in the market",
                 "stop msging me", "stop with the texts", "enough already texts every day? enough texts",
                 "please remove us", "I never signed up for this", "do not send me anything", "lose my number",
                 "never text this number again", "you have the wrong guy", "not at all interested", "delete me"})
            QVERIFY2(said(text) == OptOutSaid::Perhaps, text);
    }
    void whatIsNoOptOutIsNone()
    {
        for (const char *text : {"", "   ", "👍", "yes", "Is it still there?", "I'll stop by after work tomorrow", "and",
                 "Can you send me a picture of the end gate?", "At the end of the week", "sí, mañana", "oui merci",
                 "No, I am interested", "I want out of my lease", "I'm not here today but interested",
                 "I got the wrong trim on the quote", "please remove the roof rack from the price",
                 "quiero la mensualidad más baja", "¿Me puede llamar mañana?", "no he recibido sus mensajes",
                 "¿Cuánto es para la camioneta?", "me interesa, mándeme fotos", "laissez-moi savoir quand",
                 "je veux plus de détails", "n'hésitez pas à m'appeler", "je passe plus tard, envoyez un message",
                 "il n'en reste plus?", "vous fermez à quelle heure?", "une offre plus intéressante?",
                 "ça m'intéresse, appelez-moi"})
            QVERIFY2(said(text) == OptOutSaid::Nothing, text);
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
