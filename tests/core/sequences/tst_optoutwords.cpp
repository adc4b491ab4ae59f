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
    void US8_whatSoundsLikeARefusalHolds()
    {
        for (const char *text : {"no llamen más", "Ya no gracias", "Ya no, gracias", "No más, gracias", "no llamar",
                 "Nunca más me escriban por favor", "no se vuelvan a comunicar", "No, no quiero recibir más mensajes",
                 "No necesito que me llamen", "no hace falta que me llamen", "Jamás me vuelvan a llamar",
                 "no se me vuelvan a comunicar", "No envíen más textos", "no quiero que me vuelvan a llamar",
                 "Take me off of everything", "lâchez-moi avec vos textos", "I did not ask for this", "Laissez-moi svp",
                 "Laissez-moi!", "Lâchez-moi s'il vous plaît", "laisse-moi", "Je n'suis pas intéressé",
                 "On n'est plus intéressés", "Je ne suis plus du tout intéressé", "Plus intéressé, merci",
                 "Je suis plus intéressée.", "pas vraiment intéressé", "Ça m'intéresse pas",
                 "Cela ne nous intéresse plus", "ça ne m'intéresse vraiment pas",
                 "Je souhaite ne plus recevoir vos courriels", "je veux plus recevoir vos textos",
                 "Je ne veux pas recevoir de publicité", "Je n'ai jamais demandé à recevoir ces messages", "Stop this",
                 "stop that!", "Stop now.", "Stop already", "Stop now, I mean it", "stop this right now",
                 "Take me off please", "take us off.", "Get me off this list", "take me off your damn texts",
                 "I never asked for this", "I didn't ask for these texts", "We never asked for your calls",
                 "I didn't sign up for these messages", "don't send me anything", "Stop, please", "Please, stop",
                 "https://northgate.example/x stop texting me", "Don't call me", "please do not call me again",
                 "never call me", "Stop the calls", "stop these texts please", "No quiero ser contactado",
                 "no deseamos ser molestados"})
            QVERIFY2(said(text) == OptOutSaid::Perhaps, text);
    }
    void US8_aBuyerWhoSaysNoToSomethingElseIsNotHeld()
    {
        for (const char *text : {"No hay problema, llame cuando quiera", "No hay problema llame cuando quiera",
                 "No se preocupe, llame mañana", "No puedo, escriba por favor", "No, llame mañana",
                 "No tengo tiempo, contacten a mi esposa", "No, cuando vuelva a casa le llamo",
                 "No cuando vuelva a casa le llamo", "No, quiero recibir más información",
                 "No me busque el rojo, busque el azul", "Je suis plus intéressé par le RAV4",
                 "Ma femme est plus intéressée que moi", "Ce qui m'intéresse plus c'est le prix",
                 "Ça m'intéresse pas mal", "J'aimerais en savoir plus et recevoir une offre",
                 "Je n'ai pas pu recevoir votre courriel", "Je n'arrive pas à recevoir vos messages",
                 "Laissez-moi un peu de temps", "lâche-moi un coup de fil", "Don't call me before 5 pm",
                 "do not call me at work", "Can you stop the order?", "Don't forget my number changed",
                 "can you get me off this lease", "Can you take me off this lease?", "I didn't ask about this one",
                 "We never asked for this color", "stop now and then", "I can stop that day", "I'll stop this Saturday",
                 "Are there no more of these in red?", "No. Quiero recibir la oferta", "Si no, llame a mi esposa",
                 "No oí el teléfono vuelva a llamar mañana", "Nunca me llamaron, llamen por favor",
                 "Je ne peux pas recevoir d'appels au travail, écrivez-moi"})
            QVERIFY2(said(text) == OptOutSaid::Nothing, text);
    }
    void US8_whatTheFirstListHeldIsHeld()
    {
        for (const char *text : {"please stop", "stop please", "stop it", "stop this", "stop texting", "stop sending",
                 "stop messaging", "stop calling", "stop contacting", "quit it", "opting out", "texting me",
                 "leave me alone", "leave us alone", "remove me", "take me off", "delete my number", "lose my number",
                 "no more texts", "no more messages", "do not text", "dont text", "do not message", "dont message",
                 "do not contact", "dont contact", "not interested", "wrong number", "no me escriba", "no me escriban",
                 "no me manden", "no me mande", "no me llame", "no me llamen", "dejen de", "deje de", "ya no quiero",
                 "numero equivocado", "ne mecrivez plus", "ne plus", "laissez moi", "arretez de", "plus de textos",
                 "plus de messages", "mauvais numero", "retirez moi", "enlevez moi"})
            QVERIFY2(said(text) == OptOutSaid::Perhaps, text);
        for (const char *text : {"ok stop all of it", "ok unsubscribe me", "I revoke it", "i opt out", "i optout now"})
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
