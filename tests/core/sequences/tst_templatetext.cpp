// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/handclaims.h"
#include "core/sequences/templatefields.h"
#include "core/sequences/templatetext.h"
#include "tests/support/suite.h"

using namespace updesk;

/// How templates are written: fields, fallback words, optional parts; and claims that somebody typed (F62).
class TestTemplateText : public QObject
{
    Q_OBJECT
    using Fault = TemplateFault::Kind;

    static TemplateText read(const char *typed) { return templateText(QString::fromUtf8(typed)); }
    /// Words as they are, fields in angle brackets, with the group's number behind.
    static QString shape(const TemplateText &text)
    {
        QString out;
        for (const TemplatePiece &piece : text.pieces) {
            const QString fallback = piece.hasFallback ? u'|' + piece.fallback : QString();
            out += piece.field ? u'<' + piece.text + fallback + u'>' : piece.text;
            if (piece.group >= 0)
                out += u'#' + QString::number(piece.group);
        }
        return out;
    }

private Q_SLOTS:
    void wordsAndFieldsAreTakenApart_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("shaped");
        const auto row = [](const char *typed, const char *shaped) {
            QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(shaped);
        };
        row("", "");
        row("plain", "plain");
        row("Hi {first}, there", "Hi <first>, there");
        row("{first|there}", "<first|there>");
        row("{ Rep  PHONE | our number }", "<rep phone|our number>");
        row("{first|}", "<first|>");
        row("{first|a|b}", "<first|a|b>");
        row("{{first}}", "{first}");
        row("a}}b", "a}b");
        row("x [[is {price}]] y", "x is #0<price>#0 y");
        row("[[a]][[{b}]]", "a#0<b>#1");
        row("[a] ]", "[a] ]");
    }
    void wordsAndFieldsAreTakenApart()
    {
        QFETCH(QString, typed);
        QFETCH(QString, shaped);
        const TemplateText text = templateText(typed);
        QCOMPARE(shape(text), shaped);
        QVERIFY(text.faults.empty());
    }
    void placesAreThoseOfTheTypedText()
    {
        const QString typed = QStringLiteral("{{x}} Hi {first|you}! [[{price}]]");
        const TemplateText text = templateText(typed);
        QCOMPARE(text.pieces.size(), size_t(4));
        for (const TemplatePiece &piece : text.pieces) {
            if (piece.field)
                QCOMPARE(typed.mid(piece.at, 1), QStringLiteral("{"));
        }
        QCOMPARE(typed.mid(text.pieces[1].at, text.pieces[1].length), QStringLiteral("{first|you}"));
        QCOMPARE(typed.mid(text.pieces[0].at, text.pieces[0].length), QStringLiteral("{{x}} Hi "));
    }
    void whatIsFaultyIsNamedAndKept_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("fault");
        QTest::addColumn<int>("at");
        QTest::newRow("open") << "Hi {first, there" << int(Fault::OpenBrace) << 3;
        QTest::newRow("open at a line") << "Hi {first\n}}" << int(Fault::OpenBrace) << 3;
        QTest::newRow("open twice") << "{a {b}" << int(Fault::OpenBrace) << 0;
        QTest::newRow("loose") << "a } b" << int(Fault::LooseBrace) << 2;
        QTest::newRow("no name") << "a {} b" << int(Fault::NoName) << 2;
        QTest::newRow("no name but a word") << "a { |x} b" << int(Fault::NoName) << 2;
        QTest::newRow("open group") << "a [[b" << int(Fault::OpenGroup) << 2;
        QTest::newRow("loose group") << "a]] b" << int(Fault::LooseGroup) << 1;
        QTest::newRow("nested group") << "[[a [[b]]" << int(Fault::NestedGroup) << 4;
    }
    void whatIsFaultyIsNamedAndKept()
    {
        QFETCH(QString, typed);
        QFETCH(int, fault);
        QFETCH(int, at);
        const TemplateText text = templateText(typed);
        QCOMPARE(text.faults.size(), size_t(1));
        QCOMPARE(int(text.faults[0].kind), fault);
        QCOMPARE(int(text.faults[0].at), at);
        QVERIFY(!text.pieces.empty());
    }
    void aHugeOrHostileTextIsReadInOneWalk()
    {
        const TemplateText open = templateText(QString(200'000, u'{'));
        QVERIFY(open.faults.empty() && open.pieces.size() == 1); // pairs are braces
        const TemplateText groups = templateText(QString(100'001, u'['));
        QVERIFY(!groups.faults.empty());
        QString many;
        for (int i = 0; i < 20'000; ++i)
            many += QStringLiteral("{a");
        QCOMPARE(templateText(many).faults.size(), size_t(20'000));
    }
    void everyFieldIsFoundByItsName()
    {
        for (const KnownField &field : knownFields()) {
            const QString name = QLatin1String(field.name);
            QCOMPARE(knownField(name.toUpper()), &field);
            QCOMPARE(&fieldOf(field.field), &field);
            QCOMPARE(templateText(u'{' + name + u'}').pieces.front().text, name);
        }
        QVERIFY(!knownField(u"birthday") && !knownField(u"") && !knownField(u"first "));
    }
    void typedClaimsAreFound_data()
    {
        using Kind = HandClaim::Kind;
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("kind");
        QTest::addColumn<qint64>("amount");
        const auto row = [](const char *words, Kind kind, qint64 amount) {
            QTest::newRow(words) << QString::fromUtf8(words) << int(kind) << amount;
        };
        row("Only 2 left!", Kind::Count, 2);
        row("we have two in stock", Kind::Count, 2);
        row("3 available now", Kind::Count, 3);
        row("it is the last one", Kind::Count, 1);
        row("Solo quedan 2", Kind::Count, 2);
        row("quedan solo tres", Kind::Count, 3);
        row("tenemos 4 disponibles", Kind::Count, 4);
        row("la última unidad", Kind::Count, 1);
        row("il en reste 2", Kind::Count, 2);
        row("il n'en reste que deux", Kind::Count, 2);
        row("3 en stock", Kind::Count, 3);
        row("le dernier exemplaire", Kind::Count, 1);
        row("now $33,480", Kind::Price, 3'348'000);
        row("$33,480.50 today", Kind::Price, 3'348'050);
        row("a rebate of 3,000", Kind::Price, 300'000);
        row("descuento de 500", Kind::Price, 50'000);
        row("33 480 $ seulement", Kind::Price, 3'348'000);
        row("20000 dollars", Kind::Price, 2'000'000);
        row("$299/mo", Kind::Payment, 0);
        row("$299 a month", Kind::Payment, 0);
        row("299 $ par mois", Kind::Payment, 0);
        row("for the same payment", Kind::Payment, 0);
        row("con el mismo pago", Kind::Payment, 0);
        row("au même paiement", Kind::Payment, 0);
        row("at 1.9% APR", Kind::Payment, 0);
        row("ask about the rebate", Kind::Offer, 0);
        row("un rabais", Kind::Offer, 0);
    }
    void typedClaimsAreFound()
    {
        QFETCH(QString, words);
        QFETCH(int, kind);
        QFETCH(qint64, amount);
        const auto found = handClaims(words);
        QCOMPARE(found.size(), size_t(1));
        QCOMPARE(int(found[0].kind), kind);
        QCOMPARE(found[0].amount, amount);
        QVERIFY(!found[0].words.isEmpty() && words.mid(found[0].at, found[0].length).contains(found[0].words));
    }
    void ordinaryWordsAreNoClaim()
    {
        for (const char *words : {"Is 5 good for you?", "I called 2 times", "ten minutes are enough",
                 "turn left at 2nd", "a 2024 RAV4", "call 555-0144", "", "one word is enough", "¿Le conviene a las 5?",
                 "à 17 h 30", "the best price", "30 days", "leave it to me"})
            QVERIFY2(handClaims(QString::fromUtf8(words)).empty(), words);
    }
    void severalClaimsStandInTheirOrder()
    {
        const auto found = handClaims(QStringLiteral("$299/mo, 2 left, list $30,000, same payment"));
        QCOMPARE(found.size(), size_t(4));
        QVERIFY(found[0].kind == HandClaim::Kind::Payment && found[1].kind == HandClaim::Kind::Count
            && found[2].kind == HandClaim::Kind::Price && found[3].kind == HandClaim::Kind::Payment);
        QCOMPARE(found[2].amount, qint64(3'000'000));
    }
};
UPDESK_TEST(TestTemplateText);
#include "tst_templatetext.moc"
