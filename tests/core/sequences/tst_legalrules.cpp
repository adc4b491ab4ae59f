// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/people/staff.h"
#include "core/sequences/optoutwords.h"
#include "core/store/apply.h"
#include "tests/core/sequences/gatecase.h"
#include "tests/support/teststore.h"

using namespace updesk;

class TestLegalRules : public QObject
{
    Q_OBJECT

    static QJsonObject file()
    {
        QFile in(QStringLiteral(":/updesk/legal/rules-2026-01-01.json"));
        return in.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(in.readAll()).object() : QJsonObject();
    }
    static QByteArray textOf(const QJsonObject &object) { return QJsonDocument(object).toJson(); }
    /// The file with one value in the place of another; the path is parted by '/'.
    static QByteArray with(const char *path, const QJsonValue &value)
    {
        const QStringList parts = QString::fromLatin1(path).split(u'/');
        std::vector<QJsonObject> objects{file()};
        for (const QString &part : parts.mid(0, parts.size() - 1))
            objects.push_back(objects.back()[part].toObject());
        QJsonValue last = value;
        for (qsizetype i = parts.size() - 1; i >= 0; --i) {
            objects[size_t(i)][parts[i]] = last;
            last = objects[size_t(i)];
        }
        return textOf(objects.front());
    }
    static QString fault(const QByteArray &json)
    {
        const auto rules = LegalRules::fromJson(json);
        return rules ? QStringLiteral("none") : rules.error().subject + u' ' + rules.error().detail;
    }
    static void keep(TestStore &store, const QByteArray &value)
    {
        const auto done = doDeed(*store, "test", {}, [&](Transaction &tx) -> Result<void> {
            const auto all = loadAll(tx.database(), kSetting);
            for (const Setting &setting : *all) {
                if (setting.key != QLatin1String(kLegalRulesSetting))
                    continue;
                Setting other = setting;
                other.value = QString::fromUtf8(value);
                return apply(tx, set(kSetting, setting, other));
            }
            return apply(tx,
                put(kSetting,
                    Setting{{tx.freshId()}, QString::fromLatin1(kLegalRulesSetting), QString::fromUtf8(value)}));
        });
        QVERIFY(done);
    }

private Q_SLOTS:
    void theShippedFileIsWhole()
    {
        QVERIFY(LegalRules::fromJson(textOf(file())));
        QCOMPARE(shipped().name, QStringLiteral("rules-2026-01-01.json"));
        QCOMPARE(shipped().us.listDays, 31);
        QCOMPARE(shipped().us.listWarnDays, 5);
        QCOMPARE(shipped().us.purchaseMonths, 18);
        QCOMPARE(shipped().us.inquiryMonths, 3);
        QCOMPARE(shipped().canada.consentPurchaseMonths, 24);
        QCOMPARE(shipped().canada.consentInquiryMonths, 6);
        QCOMPARE(shipped().canada.inquiryMonths, 6);
    }
    void aFileFromBeforeThereWasAWarningStillWarns()
    {
        QJsonObject old = file(), us = old[QLatin1String("us")].toObject();
        us.remove(QLatin1String("list_warn_days"));
        old[QLatin1String("us")] = us;
        QCOMPARE(LegalRules::fromJson(textOf(old))->us.listWarnDays, 5);
        QCOMPARE(LegalRules::fromJson(with("us/list_warn_days", 0))->us.listWarnDays, 0);
        QCOMPARE(fault(with("us/list_warn_days", 61)), QStringLiteral("us.list_warn_days number"));
    }
    void aMistakeIsNamedWithItsPath()
    {
        const QString no = QStringLiteral("none");
        QCOMPARE(fault(textOf(file())), no);
        QCOMPARE(fault(with("dated", QStringLiteral("2026-13-01"))), QStringLiteral("dated date"));
        QCOMPARE(fault(with("us/hours/all", QStringLiteral("8-21"))), QStringLiteral("us.hours.all hours"));
        QCOMPARE(fault(with("us/hours/all", QStringLiteral("21:00-08:00"))), QStringLiteral("us.hours.all hours"));
        QCOMPARE(
            fault(with("us/hours/someday", QStringLiteral("08:00-09:00"))), QStringLiteral("us.hours.someday day"));
        QCOMPARE(fault(with("us/list_days", -1)), QStringLiteral("us.list_days number"));
        QCOMPARE(fault(with("us/list_days", 31.5)), QStringLiteral("us.list_days number"));
        QCOMPARE(
            fault(with("us/risk_per_text_cents", QJsonArray{1})), QStringLiteral("us.risk_per_text_cents numbers"));
        QCOMPARE(
            fault(with("us/holidays", QJsonArray{QStringLiteral("11 thu 6")})), QStringLiteral("us.holidays holiday"));
        QCOMPARE(fault(with("states/TX/country", QStringLiteral("MX"))), QStringLiteral("states.TX.country word"));
        QCOMPARE(
            fault(with("states/TX/zones", QStringLiteral("America/Dallas"))), QStringLiteral("states.TX.zones zone"));
        QCOMPARE(fault(with("states/FL/cap/contacts", 0)), QStringLiteral("states.FL.cap.contacts number"));
        QCOMPARE(fault(with("area_codes/states/TX", QStringLiteral("21"))),
            QStringLiteral("area_codes.states.TX area_code"));
        QCOMPARE(
            fault(with("area_codes/states/XX", QStringLiteral("214"))), QStringLiteral("area_codes.states.XX state"));
        QCOMPARE(fault(with("area_codes/states/WY", QString())), QStringLiteral("area_codes.states.307 state_missing"));
        for (const char *zip : {"10", "1000", "10a", "200-100", "100-102-104", ""})
            QCOMPARE(
                fault(with("postal_codes/us/NY", QString::fromLatin1(zip))), QStringLiteral("postal_codes.us.NY zip"));
        QCOMPARE(fault(with("postal_codes/us/NJ", QStringLiteral("070-100"))),
            QStringLiteral("postal_codes.us.NJ zip_twice"));
        QCOMPARE(fault(with("postal_codes/us/ON", QStringLiteral("001"))), QStringLiteral("postal_codes.us.ON state"));
        QCOMPARE(fault(with("postal_codes/canada/AB", QStringLiteral("T1"))),
            QStringLiteral("postal_codes.canada.AB postal_code"));
        QCOMPARE(fault(with("postal_codes/canada/AB", QStringLiteral("V"))),
            QStringLiteral("postal_codes.canada.BC postal_code_twice"));
        QCOMPARE(
            fault(with("postal_codes/canada/NY", QStringLiteral("D"))), QStringLiteral("postal_codes.canada.NY state"));
        QCOMPARE(fault(with("override/nobody", QStringLiteral("US-6"))), QStringLiteral("override.nobody list"));
        QCOMPARE(fault(with("opt_out/en", QJsonArray{QStringLiteral("!!")})), QStringLiteral("opt_out.en word"));
        QCOMPARE(
            fault(with("opt_out/perhaps", QJsonArray{QStringLiteral("!!")})), QStringLiteral("opt_out.perhaps word"));
        QCOMPARE(
            fault(with("perhaps_like", QJsonArray{QStringLiteral("ne ...")})), QStringLiteral("perhaps_like word"));
        QCOMPARE(fault(with("us", QJsonValue())), QStringLiteral("us object"));
        QVERIFY(fault("").startsWith(QStringLiteral("rules json:")));
        QVERIFY(fault("[1]").startsWith(QStringLiteral("rules json:")));
        QVERIFY(fault("{\"dated\":").startsWith(QStringLiteral("rules json:")));
    }
    // Earlier versions read a phrase word for word, and every other list under "opt_out" as stop words.
    void whatEarlierVersionsReadAreOnlyPlainPhrases()
    {
        const QJsonObject words = file()[QStringLiteral("opt_out")].toObject();
        QCOMPARE(words.keys(),
            (QStringList{QStringLiteral("en"), QStringLiteral("es"), QStringLiteral("fr"), QStringLiteral("perhaps"),
                QStringLiteral("verify")}));
        const QJsonArray phrases = words[QStringLiteral("perhaps")].toArray();
        QVERIFY(phrases.size() > 40);
        for (const QJsonValue &phrase : phrases)
            QCOMPARE(foldedWords(phrase.toString()).join(u' '), phrase.toString());
    }
    void aCopyOfAnEarlierVersionHoldsByItsPhrasesAlone()
    {
        QJsonObject older = file();
        older.remove(QStringLiteral("perhaps_like"));
        const auto rules = LegalRules::fromJson(textOf(older));
        QVERIFY(rules);
        QCOMPARE(readOptOut(*rules, QStringLiteral("Please, stop")), OptOutSaid::Perhaps);
        QCOMPARE(readOptOut(*rules, QStringLiteral("No me llamen más")), OptOutSaid::Perhaps);
        QCOMPARE(readOptOut(*rules, QStringLiteral("no estoy interesado")), OptOutSaid::Nothing);
        QCOMPARE(readOptOut(shipped(), QStringLiteral("no estoy interesado")), OptOutSaid::Perhaps);
    }
    void aCopyWithoutPostalCodesIsReadAndTheyTellNothing()
    {
        QJsonObject older = file();
        older.remove(QStringLiteral("postal_codes"));
        const auto rules = LegalRules::fromJson(textOf(older));
        QVERIFY(rules);
        QCOMPARE(regionOfPostal(*rules, QStringLiteral("10011"), {}), QString());
        QCOMPARE(regionOfPostal(*rules, QStringLiteral("K1A 0B1"), {}), QString());
    }
    void aStateOnlyNarrowsWhatItsCountrySays()
    {
        const auto rules = LegalRules::fromJson(
            with("states/NV/hours", QJsonObject{{QStringLiteral("all"), QStringLiteral("06:00-23:00")}}));
        QVERIFY(rules);
        QCOMPARE(rules->states.at(QStringLiteral("NV")).hours, rules->us.hours);
    }
    void beforeAnyFilesDateTheOldestHolds()
    {
        const auto early = shippedRules(QDate(2001, 1, 1));
        QVERIFY(early);
        QCOMPARE(early->name, QStringLiteral("rules-2026-01-01.json"));
    }
    void aDealersOwnCopyWinsFromItsDayOn()
    {
        TestStore store;
        QCOMPARE((*legalRules(store->database()))->us.listDays, 31);
        QJsonObject own = QJsonDocument::fromJson(with("us/list_days", 15)).object();
        own[QStringLiteral("dated")] = QStringLiteral("2026-03-13");
        keep(store, textOf(own));
        QCOMPARE((*legalRules(store->database()))->us.listDays, 31); // it has not come yet
        store.clock.set(momentIn("2026-03-13T01:00:00", "UTC"));
        QCOMPARE((*legalRules(store->database()))->us.listDays, 15);
        QVERIFY((*legalRules(store->database()))->name.isEmpty());
        keep(store, "");
        QCOMPARE((*legalRules(store->database()))->us.listDays, 31);
    }
    void anOwnCopyThatCannotBeReadIsToldAndNeverPassedOver()
    {
        TestStore store;
        keep(store, with("us/list_days", QStringLiteral("many")));
        const auto rules = legalRules(store->database());
        QVERIFY(!rules);
        QCOMPARE(rules.error().code, Error::Code::Damaged);
        QCOMPARE(rules.error().subject, QStringLiteral("setting.legal_rules"));
        QVERIFY(rules.error().detail.contains(QStringLiteral("us.list_days")));
    }
    void theyAreReadOnceAndKept()
    {
        TestStore store;
        const auto first = legalRules(store->database()), second = legalRules(store->database());
        QCOMPARE(first->get(), second->get());
    }
};
UPDESK_TEST(TestLegalRules);
#include "tst_legalrules.moc"
