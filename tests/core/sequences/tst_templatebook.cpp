// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/callscript.h"
#include "core/sequences/segments.h"
#include "core/sequences/templatebook.h"
#include "core/sequences/templatecheck.h"
#include "core/sequences/templatefill.h"
#include "tests/support/suite.h"

#include <QDateTime>
#include <QTimeZone>

using namespace updesk;

/// The templates and scripts that come with the program: each is sound in each language, and each text is one message
/// for a lead with long values (F58 to F63).
class TestTemplateBook : public QObject
{
    Q_OBJECT

    static Time at(int day, int hour, int minute = 0)
    {
        return QDateTime(QDate(2026, 9, day), QTime(hour, minute), QTimeZone("America/New_York")).toMSecsSinceEpoch();
    }
    // Longer than most, and all in the standard alphabet.
    static TemplateFacts longOnes()
    {
        TemplateFacts f;
        f.first = QStringLiteral("Christopher");
        f.last = QStringLiteral("Montgomery");
        f.want = {2024, QStringLiteral("Jeep"), QStringLiteral("Wagoneer"), QStringLiteral("Series"),
            QStringLiteral("T119045"), 45'210, OdometerUnit::Miles};
        f.onLot = true;
        f.price = 6'348'050;
        f.alike = 12;
        f.trade = f.want;
        f.rep = QStringLiteral("Alexandra Reyes");
        f.store = QStringLiteral("Northgate Motors");
        f.storePhone = QStringLiteral("+15555550100");
        f.storeAddress = QStringLiteral("1200 Old Mill Road, Northgate, NY 10011");
        f.region = QStringLiteral("US");
        f.zone = QStringLiteral("America/New_York");
        f.asOf = at(23, 10);
        f.offered = {at(24, 17, 30), at(25, 10)};
        f.visitAt = at(24, 17, 30);
        f.payment = QuotedPayment{50'162, 200'000, 72, 590, f.asOf};
        return f;
    }
    static QString problems(const std::vector<TemplateFinding> &findings)
    {
        QString out;
        for (const TemplateFinding &f : findings)
            out += QStringLiteral(" %1:%2:%3").arg(int(f.problem)).arg(f.at).arg(f.words);
        return out;
    }

private Q_SLOTS:
    void everyLanguageHasTheSameOnes()
    {
        QMap<QString, QStringList> templates, scripts;
        for (const Template &row : TemplateBook::standard().templates())
            templates[row.language] << row.key + QString::number(int(row.channel)) + QString::number(int(row.occasion));
        for (const Script &row : TemplateBook::standard().scripts())
            scripts[row.language] << row.key + QString::number(int(row.kind));
        QCOMPARE(templates.keys(), (QStringList{QStringLiteral("en"), QStringLiteral("es"), QStringLiteral("fr")}));
        QVERIFY(templates[QStringLiteral("en")].size() >= 20);
        for (const char *language : kMessageLanguages) {
            const QString name = QLatin1String(language);
            QCOMPARE(templates[name], templates[QStringLiteral("en")]);
            QCOMPARE(scripts[name], scripts[QStringLiteral("en")]);
            QCOMPARE(QSet<QString>(scripts[name].begin(), scripts[name].end()).size(), scripts[name].size());
        }
    }
    void thereIsOneForEveryOccasionAndEveryKindOfScript()
    {
        QSet<int> occasions;
        for (const Template &row : TemplateBook::standard().templates())
            occasions << int(row.occasion);
        QCOMPARE(int(occasions.size()), kOccasions);
        QMap<int, int> kinds;
        for (const Script &row : TemplateBook::standard().scripts())
            kinds[int(row.kind)] += row.language == QLatin1String("en") ? 1 : 0;
        QCOMPARE(kinds[int(ScriptKind::Voicemail)], 4); // introduction, value, availability, other ways (S5.4)
        QCOMPARE(kinds[int(ScriptKind::Process)], 6); // S9.1
        QCOMPARE(kinds[int(ScriptKind::Objection)], 5);
        QVERIFY(kinds[int(ScriptKind::Call)] >= 6);
    }
    void everyTemplateIsSound_data() { rows(); }
    void everyTemplateIsSound()
    {
        QFETCH(int, index);
        const auto found = checkTemplate(TemplateBook::standard().templates()[size_t(index)]);
        QVERIFY2(found.empty(), qPrintable(problems(found)));
    }
    void everyTextIsOneMessageEvenWithLongValues_data() { rows(); }
    void everyTextIsOneMessageEvenWithLongValues()
    {
        QFETCH(int, index);
        const Template &row = TemplateBook::standard().templates()[size_t(index)];
        const FilledMessage out = fill(row, templateValues(longOnes(), row.language));
        QVERIFY2(out.isReady(), qPrintable(out.unfilled.join(u' ')));
        QVERIFY(!out.body.contains(u'{') && !out.body.contains(u'[') && !out.body.contains(QStringLiteral("  ")));
        if (row.channel == Channel::Email) {
            QVERIFY(out.subject.size() < 100 && !out.footer.isEmpty());
            return;
        }
        const TextLength length = textLength(out.body);
        QVERIFY2(length.foreign.isEmpty(), qPrintable(length.foreign.join(u' ')));
        QVERIFY2(length.segments == 1, qPrintable(QStringLiteral("%1: %2").arg(length.units).arg(out.body)));
    }
    void everyTemplateIsFilledForALeadOfWhomLittleIsKnown_data() { rows(); }
    void everyTemplateIsFilledForALeadOfWhomLittleIsKnown()
    {
        QFETCH(int, index);
        const Template &row = TemplateBook::standard().templates()[size_t(index)];
        TemplateFacts f;
        f.store = QStringLiteral("Northgate Motors");
        f.storePhone = QStringLiteral("+15555550100");
        f.storeAddress = QStringLiteral("12 Elm Street");
        f.asOf = at(23, 10);
        if (isTransactional(row.occasion))
            f.visitAt = at(24, 10);
        const FilledMessage out = fill(row, templateValues(f, row.language));
        QVERIFY2(out.isReady(), qPrintable(out.unfilled.join(u' ')));
        QVERIFY(!out.body.contains(QStringLiteral("  ")) && !out.body.contains(QStringLiteral("\n\n\n")));
        // A confirmation without a visit has nothing to confirm.
        f.visitAt = 0;
        if (isTransactional(row.occasion))
            QVERIFY(!fill(row, templateValues(f, row.language)).isReady());
    }
    void everyScriptCanBeSaid()
    {
        for (const Script &row : TemplateBook::standard().scripts()) {
            QStringList spoken{row.body};
            if (row.kind == ScriptKind::Call) {
                spoken.clear();
                const auto steps = callSteps(row.body);
                QVERIFY2(steps && steps->size() >= 4, qPrintable(row.key));
                for (const CallStep &step : *steps)
                    spoken << step.say;
                QCOMPARE(callStepsJson(*callSteps(callStepsJson(*steps))), callStepsJson(*steps));
            }
            TemplateFacts bare;
            bare.store = QStringLiteral("Northgate Motors");
            bare.storePhone = QStringLiteral("+15555550100");
            bare.storeAddress = QStringLiteral("12 Elm Street");
            for (const QString &words : spoken) {
                const auto found = checkSpoken(words, row.language);
                QVERIFY2(!isBlocked(found), qPrintable(row.language + row.key + problems(found)));
                if (row.kind == ScriptKind::Voicemail) {
                    for (const TemplateFacts &facts : {bare, longOnes()})
                        QVERIFY(fillSpoken(words, templateValues(facts, row.language)).isReady());
                }
            }
        }
    }
    void F63_everyPageStandsBesideSomeStepAndEveryStepHasOne()
    {
        for (const char *language : kMessageLanguages) {
            QSet<QString> pages, beside;
            for (const Script &row : TemplateBook::standard().scripts()) {
                if (row.language != QLatin1String(language))
                    continue;
                if (row.kind == ScriptKind::Process)
                    pages << row.key;
                const auto steps = row.kind == ScriptKind::Call ? *callSteps(row.body) : std::vector<CallStep>();
                for (const CallStep &step : steps)
                    beside << (step.page.isEmpty() ? processPageFor(row.key) : step.page);
            }
            QCOMPARE(pages.size(), qsizetype(6));
            QCOMPARE(beside, pages);
        }
    }
    // A text that the law moves to the next morning must not say "today" of the day before.
    void F62_aMissedVisitIsNotCalledTodays()
    {
        for (const Template &row : TemplateBook::standard().templates()) {
            if (row.occasion != Occasion::MissedVisit)
                continue;
            for (const char *today : {"today", "hoy", "aujourd'hui"})
                QVERIFY2(!row.body.contains(QLatin1String(today), Qt::CaseInsensitive), qPrintable(row.body));
        }
    }
    void noArticleStandsBeforeANameThatMayBeginWithAVowel()
    {
        for (const Template &row : TemplateBook::standard().templates()) {
            if (row.language == QLatin1String("en"))
                QVERIFY2(!(row.subject + row.body).contains(QStringLiteral(" a {")), qPrintable(row.key));
        }
    }
    void aBadFileIsRefusedByName_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("subject");
        const QByteArray words = "\"language\":\"en\",\"words\":{\"today\":\"%1\",\"tomorrow\":\"%1\",\"payment\":\"%"
                                 "1\",\"payment_biweekly\":\"%1\",\"incentive\":\"%1\",\"advertisement\":\"a\"},"
                                 "\"footer\":\"f\"";
        QTest::newRow("none") << QByteArray() << "templates";
        QTest::newRow("no object") << QByteArray("[1]") << "templates";
        QTest::newRow("no words") << QByteArray("{\"language\":\"en\"}") << "words.en";
        QTest::newRow("fallback of nothing")
            << QByteArray("{" + words + ",\"fallbacks\":{\"nobody\":\"x\"}}") << "fallbacks.nobody";
        QTest::newRow("fallback of a claim")
            << QByteArray("{" + words + ",\"fallbacks\":{\"count\":\"some\"}}") << "fallbacks.count";
        QTest::newRow("channel") << QByteArray("{" + words
            + ",\"templates\":[{\"key\":\"a\",\"channel\":\"fax\",\"occasion\":\"equity\",\"name\":\"n\",\"body\":"
              "\"b\"}]}") << "templates.a";
        QTest::newRow("occasion") << QByteArray("{" + words
            + ",\"templates\":[{\"key\":\"a\",\"channel\":\"text\",\"occasion\":\"x\",\"name\":\"n\",\"body\":\"b\"}]}")
                                  << "templates.a";
        QTest::newRow("step") << QByteArray("{" + words
            + ",\"scripts\":[{\"key\":\"c\",\"kind\":\"call\",\"title\":\"t\",\"steps\":[{\"say\":\"x\"}]}]}")
                              << "scripts.c";
        QTest::newRow("kind") << QByteArray(
            "{" + words + ",\"scripts\":[{\"key\":\"c\",\"kind\":\"song\",\"title\":\"t\",\"body\":\"x\"}]}")
                              << "scripts.c";
    }
    void aBadFileIsRefusedByName()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, subject);
        TemplateBook book;
        const auto read = book.read(json);
        QVERIFY(!read);
        QCOMPARE(read.error().subject, subject);
    }
    void stepsOfACallAreChecked()
    {
        QCOMPARE(callSteps(QStringLiteral("x")).error().code, Error::Code::Damaged);
        QCOMPARE(
            callSteps(QStringLiteral("[{\"title\":\"a\"},{\"title\":\" \"}]")).error().subject, QStringLiteral("2"));
        QCOMPARE(
            callSteps(QStringLiteral("[{\"title\":\"a\",\"answer\":\"age\"}]")).error().code, Error::Code::Invalid);
        QVERIFY(callSteps(QStringLiteral("[]"))->empty());
    }

private:
    static void rows()
    {
        QTest::addColumn<int>("index");
        const auto &all = TemplateBook::standard().templates();
        for (int i = 0; i < int(all.size()); ++i)
            QTest::newRow(qPrintable(all[size_t(i)].language + u' ' + all[size_t(i)].key)) << i;
    }
};
UPDESK_TEST(TestTemplateBook);
#include "tst_templatebook.moc"
