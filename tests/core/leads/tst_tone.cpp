// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/tone.h"
#include "tests/support/suite.h"

using namespace updesk;

/// How a text or mail sounds (F69).
class TestTone : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatPeopleWrite_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("codes");
        const auto row = [](const char *text, const char *codes) {
            QTest::newRow(text) << QByteArray(text) << QString::fromLatin1(codes);
        };
        row("I am so ANGRY right now", "angry");
        row("This is unacceptable!!", "angry");
        row("Nobody called me back", "angry");
        row("I'm mad at you people", "angry");
        row("I\xE2\x80\x99m mad", "angry"); // a typographic apostrophe
        row("I`m mad", "angry");
        row("You lied to me. Call my lawyer.", "angry");
        row("Please call asap", "urgent");
        row("URGENT: the truck broke down", "urgent");
        row("Unacceptable. I need an answer today", "angry urgent");
        row("Estoy furios\xC3\xADsima, es urgente", "urgent");
        row("P\xC3\xA9simo servicio", "angry");
        row("Ll\xC3\xA1meme lo antes posible", "urgent");
        row("Je suis f\xC3\xA2"
            "ch\xC3\xA9",
            "angry");
        row("Rappelez-moi d\xC3\xA8s que possible", "urgent");
        row("C'est de l'arnaque", "angry");
        row("Une arnaque", "angry");
    }
    void whatPeopleWrite()
    {
        QFETCH(QByteArray, text);
        QTEST(toneCodes(readTone(QString::fromUtf8(text))), "codes");
    }
    void whatIsDeniedOrPartOfAnotherWordSaysNothing_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
            {"", "   \n\t", "I'm not angry", "not at all angry", "It's not urgent", "No need to call asap",
                "I am never that angry", "nothing urgent", "no es urgente", "ce n'est pas urgent",
                "je ne suis pas f\xC3\xA2"
                "ch\xC3\xA9",
                "Is it still there?", "Madrid in an hour", "the asapX trim", "angrybirds", "We made an offer",
                "I'm a lawyer and love the car", "!!!???...", "'`'"})
            QTest::newRow(text) << QByteArray(text);
    }
    void whatIsDeniedOrPartOfAnotherWordSaysNothing()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(toneCodes(readTone(QString::fromUtf8(text))), QString());
    }
    void aNoDeniesInItsOwnClauseAlone()
    {
        QCOMPARE(readTone(QStringLiteral("No, I am angry")), int(ToneAngry));
        QCOMPARE(readTone(QStringLiteral("No. Urgent!")), int(ToneUrgent));
        QCOMPARE(readTone(QStringLiteral("not angry but it is urgent")), int(ToneUrgent));
        QCOMPARE(readTone(QStringLiteral("I do not know why this is so late and now I am angry")), int(ToneAngry));
        QCOMPARE(readTone(QStringLiteral("I am not happy")), int(ToneAngry)); // the phrase itself begins so
        QCOMPARE(readTone(QStringLiteral("no one called")), int(ToneAngry));
    }
    void aHugeTextIsReadFromItsBeginning()
    {
        const QString filler = QStringLiteral("the car ").repeated(100 * 1024 / 8);
        QCOMPARE(readTone(filler), 0);
        QCOMPARE(readTone(QStringLiteral("Urgent. ") + filler), int(ToneUrgent));
        QCOMPARE(readTone(QString(100 * 1024, QChar(0x301))), 0); // accents of nothing
        QCOMPARE(readTone(QString(100 * 1024, QChar(0xd800))), 0); // halves of letters
        QCOMPARE(readTone(QStringLiteral("angry ").repeated(20'000)), int(ToneAngry));
    }
    void codesComeBackAsTheyWere()
    {
        for (int tone = 0; tone < 4; ++tone)
            QCOMPARE(toneFrom(toneCodes(tone)), tone);
        QCOMPARE(toneFrom(QStringLiteral("urgent angry urgent")), ToneAngry | ToneUrgent);
        QCOMPARE(toneFrom(QStringLiteral("of-a-newer-program urgent")), int(ToneUrgent));
        QCOMPARE(toneFrom(QStringLiteral("angrily")), 0);
    }
};

UPDESK_TEST(TestTone);
#include "tst_tone.moc"
