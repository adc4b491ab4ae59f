// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/undo.h"
#include "core/vehicles/stock.h"
#include "tests/support/leadbuilder.h"
#include "tests/support/suite.h"
#include "ui/templates/templatelistmodel.h"
#include "ui/templates/templatemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace updesk;

/// Templates while they are edited.
class TestTemplateModel : public QObject
{
    Q_OBJECT

    struct Desk {
        Desk() : rows(*store), model(*store)
        {
            store->setPerson(store.mike);
            if (!rows.reload())
                qFatal("rows");
            model.open(QStringLiteral("second_text"), rows.entries());
        }
        void reload()
        {
            if (!rows.reload())
                qFatal("rows");
            model.open(model.key(), rows.entries());
        }
        TestStore store;
        TemplateListModel rows;
        TemplateModel model;
    };

private Q_SLOTS:
    void theListHasEachTemplateOnceInTheLanguage()
    {
        TestStore store;
        TemplateListModel rows(*store);
        QAbstractItemModelTester tester(&rows, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(rows.reload());
        QVERIFY(rows.rowCount() >= 20);
        const int row = rows.rowOf(QStringLiteral("first_text"));
        QCOMPARE(rows.index(row).data().toString(), QStringLiteral("First text"));
        rows.setLanguage(QStringLiteral("es"));
        QCOMPARE(rows.index(row).data().toString(), QStringLiteral("Primer texto"));
        QVERIFY(!rows.index(row).data(Qt::AccessibleTextRole).toString().isEmpty());
        QCOMPARE(rows.rowOf(QStringLiteral("nothing")), -1);
        QCOMPARE(rows.keyAt(-1), QString());
        QCOMPARE(rows.keyAt(9'999), QString());
    }
    void whatIsTypedIsCheckedCountedAndShown()
    {
        Desk desk;
        QSignalSpy changed(&desk.model, &TemplateModel::changed);
        desk.model.setBody(QStringLiteral("Hi {first}, {store}"));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(desk.model.shown(), QStringLiteral("Hi there, Northgate Motors"));
        QCOMPARE(desk.model.length().units, 26);
        desk.model.setBody(QStringLiteral("Hi {frist}"));
        QCOMPARE(desk.model.findings().front().problem, TemplateProblem::UnknownField);
        QVERIFY(!desk.model.preview().isReady());
        QCOMPARE(desk.model.shown(), QStringLiteral("Hi {frist}"));
        QVERIFY(desk.model.isChanged());
        desk.model.revert();
        QVERIFY(!desk.model.isChanged());
    }
    void eachLanguageHasItsTextAndAllAreSavedAtOnce()
    {
        Desk desk;
        desk.model.setBody(QStringLiteral("{store}: one"));
        desk.model.setLanguage(1);
        QVERIFY(desk.model.typed().language == QLatin1String("es"));
        desk.model.setBody(QStringLiteral("{store}: uno"));
        QVERIFY(desk.model.save());
        QVERIFY(!desk.model.isChanged());
        desk.reload();
        QCOMPARE(desk.model.typed().body, QStringLiteral("{store}: uno"));
        QVERIFY(desk.model.isOwn());
        desk.model.setLanguage(2);
        QVERIFY(!desk.model.isOwn());
        QVERIFY(undoLast(*desk.store));
        desk.reload();
        desk.model.setLanguage(0);
        QVERIFY(!desk.model.isOwn());
        QVERIFY(desk.model.typed().body != QLatin1String("{store}: one"));
    }
    void whatIsTypedStaysWhenAnotherTemplateIsOpened()
    {
        Desk desk;
        desk.model.setBody(QStringLiteral("{store} half a sen"));
        desk.model.open(QStringLiteral("third_text"), desk.rows.entries());
        QVERIFY(desk.model.typed().body != QLatin1String("{store} half a sen"));
        desk.model.open(QStringLiteral("second_text"), desk.rows.entries());
        QCOMPARE(desk.model.typed().body, QStringLiteral("{store} half a sen"));
    }
    void theLeadInThePreviewFillsIt()
    {
        Desk desk;
        LeadBuilder build(desk.store);
        const LeadId lead = build.add({.first = "Sam", .last = "Okafor", .owner = desk.store.dana});
        desk.model.setBody(QStringLiteral("Hi {first}, {rep}"));
        QVERIFY(desk.model.setLead(lead, QStringLiteral("Sam Okafor")));
        QVERIFY(desk.model.shown().startsWith(QStringLiteral("Hi Sam, Dana")));
        QCOMPARE(desk.model.valueOf(TemplateField::First), QStringLiteral("Sam"));
        QCOMPARE(desk.model.setLead(LeadId{newId(4)}, {}).error().code, Error::Code::NotFound);
        QVERIFY(desk.model.shown().startsWith(QStringLiteral("Hi Sam"))); // the last good one stays
    }
    void itIsTriedOnTheLeadsInSlices()
    {
        Desk desk;
        LeadBuilder build(desk.store);
        for (int i = 0; i < 22; ++i) {
            desk.store.clock.advance(kMinute);
            build.add({.first = i == 7 ? "Bartholomew" : "Ann", .last = "Lee"});
        }
        desk.reload();
        desk.model.setBody(QStringLiteral("{first} ") + QString(150, u'x'));
        QTRY_VERIFY(desk.model.longest().done);
        QCOMPARE(desk.model.longest().tried, 22);
        QCOMPARE(desk.model.longest().longer, 1);
        QCOMPARE(desk.model.longest().segments, 2);
        QCOMPARE(desk.model.longest().units, 162);
        const QString words = TemplateWords::longest(desk.model.longest());
        QVERIFY(words.contains(QStringLiteral("162, 2 segment")) && words.contains(QStringLiteral("(1 of 22 leads")));
        desk.model.setBody(QStringLiteral("{price}"));
        QTRY_VERIFY(desk.model.longest().done);
        QCOMPARE(desk.model.longest().without, 22);
    }
    void withoutLeadsThereIsNothingToTry()
    {
        Desk desk;
        desk.model.setBody(QStringLiteral("x {store}"));
        QTRY_VERIFY(desk.model.longest().done);
        QCOMPARE(desk.model.longest().tried, 0);
    }
    void whoMayNotChangeItTypesNothingAndLosesNothing()
    {
        Desk desk;
        desk.model.setBody(QStringLiteral("{store}: mine"));
        desk.store->setPerson(desk.store.dana); // what a manager typed before stays
        desk.model.setBody(QStringLiteral("{store}: hers"));
        QVERIFY(!desk.model.mayEdit());
        QCOMPARE(desk.model.save().error().code, Error::Code::Denied);
        QCOMPARE(desk.model.typed().body, QStringLiteral("{store}: mine"));
    }
    void theStoresOwnMessageBeginsAsAnotherAndGoesAsAWhole()
    {
        Desk desk;
        desk.model.setBody(QStringLiteral("{store}: not saved")); // it is no part of the copy, and stays
        const auto key = desk.model.copy(QStringLiteral("Weekend"));
        QVERIFY(key);
        QVERIFY(desk.rows.reload());
        QVERIFY(desk.model.isChanged());
        desk.model.open(*key, desk.rows.entries());
        QVERIFY(desk.model.isStoresAlone() && desk.model.isOwn() && !desk.model.isChanged());
        const auto inStore = [&](const char *language) {
            return templateFor(desk.store->database(), *key, {QLatin1String(language)});
        };
        for (const char *language : kMessageLanguages) {
            const auto shipped =
                templateFor(desk.store->database(), QStringLiteral("second_text"), {QLatin1String(language)});
            QCOMPARE(inStore(language)->body, shipped->body);
            QCOMPARE(inStore(language)->occasion, shipped->occasion);
            QCOMPARE(inStore(language)->name, QStringLiteral("Weekend"));
        }
        desk.model.setName(QStringLiteral("  "));
        QCOMPARE(desk.model.save().error().subject, QStringLiteral("name"));
        desk.model.setName(QStringLiteral("Saturday"));
        desk.model.setBody(QStringLiteral("{store}: open on Saturday"));
        QVERIFY(desk.model.save());
        QCOMPARE(inStore("en")->body, QStringLiteral("{store}: open on Saturday"));
        QCOMPARE(inStore("fr")->name, QStringLiteral("Saturday"));
        desk.reload();
        QVERIFY(desk.model.drop());
        for (const char *language : kMessageLanguages)
            QCOMPARE(inStore(language).error().code, Error::Code::NotFound);
        QVERIFY(undoLast(*desk.store)); // one deed
        for (const char *language : kMessageLanguages)
            QVERIFY(inStore(language));
        desk.store->setPerson(desk.store.dana);
        QCOMPARE(desk.model.copy(QStringLiteral("Hers")).error().code, Error::Code::Denied);
    }
    void theNameOfAShippedOneStays()
    {
        Desk desk;
        desk.model.setName(QStringLiteral("Mine"));
        QVERIFY(!desk.model.isChanged() && !desk.model.isStoresAlone());
    }
    void droppingGivesTheShippedTextBack()
    {
        Desk desk;
        const QString shipped = desk.model.typed().body;
        desk.model.setBody(QStringLiteral("{store}: mine"));
        QVERIFY(desk.model.save());
        desk.reload();
        QVERIFY(desk.model.drop());
        desk.reload();
        QCOMPARE(desk.model.typed().body, shipped);
    }
    void whatASequenceSendsNamesIt()
    {
        const Error error{Error::Code::Denied, QStringLiteral("in_plan"), QStringLiteral("New web lead")};
        QCOMPARE(TemplateWords::saveError(error),
            QStringLiteral("The sequence “New web lead” sends it. Take it out there first."));
    }
};
UPDESK_TEST(TestTemplateModel);
#include "tst_templatemodel.moc"
