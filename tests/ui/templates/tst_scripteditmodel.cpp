// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/undo.h"
#include "tests/support/leadbuilder.h"
#include "tests/support/suite.h"
#include "ui/templates/scripteditmodel.h"
#include "ui/templates/scriptwords.h"
#include "ui/templates/templatelistmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace updesk;

/// Scripts while they are edited.
class TestScriptEditModel : public QObject
{
    Q_OBJECT

    struct Desk {
        Desk() : rows(*store), model(*store)
        {
            store->setPerson(store.mike);
            rows.setShown(TemplateListModel::Shown::Scripts);
            open("first_call");
        }
        void open(const char *key)
        {
            if (!rows.reload())
                qFatal("rows");
            model.open(QLatin1String(key), rows.scripts());
        }
        std::vector<Script> voicemails(const char *language = "en")
        {
            return *scriptsOf(store->database(), ScriptKind::Voicemail, languagesOf(QLatin1String(language), {}));
        }
        TestStore store;
        TemplateListModel rows;
        ScriptEditModel model;
    };

private Q_SLOTS:
    void theListHasEachScriptOnceByKindAndRank()
    {
        Desk desk;
        QAbstractItemModelTester tester(&desk.rows, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(desk.rows.rowCount() >= 20);
        QCOMPARE(desk.rows.keyAt(0), QStringLiteral("first_call"));
        desk.rows.setLanguage(QStringLiteral("es"));
        QVERIFY(desk.rows.index(0).data().toString() != QLatin1String("First call"));
        const int voicemail = desk.rows.rowOf(QStringLiteral("voicemail_value"));
        QVERIFY(voicemail > desk.rows.rowOf(QStringLiteral("phone_up")));
        QVERIFY(desk.rows.index(voicemail)
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .contains(ScriptWords::kind(ScriptKind::Voicemail)));
        desk.rows.setShown(TemplateListModel::Shown::Messages);
        QVERIFY(desk.rows.rowOf(QStringLiteral("first_text")) >= 0);
        QCOMPARE(desk.rows.rowOf(QStringLiteral("first_call")), -1);
    }
    void stepsAreWrittenMovedAddedAndRemoved()
    {
        Desk desk;
        QSignalSpy changed(&desk.model, &ScriptEditModel::changed);
        const size_t count = desk.model.steps().size();
        CallStep step = desk.model.steps().front();
        step.say = QStringLiteral("Hi, {rep} here.");
        step.answer = StepAnswer::Note;
        step.page = QStringLiteral("process_receipt");
        desk.model.setStep(0, step);
        QCOMPARE(desk.model.steps().front(), step);
        QVERIFY(changed.count() == 1 && desk.model.isChanged());
        desk.model.moveStep(0, 1);
        QCOMPARE(desk.model.steps()[1], step);
        desk.model.moveStep(0, -1); // there is nothing above
        desk.model.moveStep(int(count) - 1, 1);
        QCOMPARE(desk.model.steps()[1], step);
        desk.model.addStep(1);
        QCOMPARE(desk.model.steps().size(), count + 1);
        QVERIFY(isBlocked(desk.model.findings())); // it has no title yet
        desk.model.removeStep(2);
        QVERIFY(!isBlocked(desk.model.findings()));
        desk.model.removeStep(99);
        desk.model.setStep(-1, step);
        QCOMPARE(desk.model.steps().size(), count);
        desk.model.revert();
        QVERIFY(!desk.model.isChanged());
    }
    void allLanguagesAreSavedInOneDeedThatUndoTakesBack()
    {
        Desk desk;
        desk.open("voicemail_value");
        desk.model.setBody(QStringLiteral("One, {rep}."));
        desk.model.setLanguage(1);
        desk.model.setBody(QStringLiteral("Uno, {rep}."));
        desk.model.setTitle(QStringLiteral("Valor"));
        QVERIFY(desk.model.save());
        QVERIFY(!desk.model.isChanged());
        QCOMPARE(desk.store.count("deed WHERE verb='script'"), qint64(1));
        desk.open("voicemail_value");
        QVERIFY(desk.model.isOwn() && !desk.model.isStoresAlone());
        QCOMPARE(desk.model.typed().title, QStringLiteral("Valor"));
        QVERIFY(undoLast(*desk.store));
        desk.open("voicemail_value");
        QVERIFY(!desk.model.isOwn());
        QVERIFY(desk.model.typed().body != QLatin1String("Uno, {rep}."));
    }
    void whatIsTypedStaysWhenAnotherScriptIsOpened()
    {
        Desk desk;
        desk.open("voicemail_value");
        desk.model.setBody(QStringLiteral("half a sen"));
        desk.open("first_call");
        desk.open("voicemail_value");
        QCOMPARE(desk.model.typed().body, QStringLiteral("half a sen"));
    }
    void anEmptyLanguageIsSaidInEnglish()
    {
        Desk desk;
        desk.open("voicemail_value");
        desk.model.setLanguage(2);
        QCOMPARE(desk.model.said()->language, QStringLiteral("fr"));
        desk.model.setBody({});
        QVERIFY(desk.model.findings().empty());
        QCOMPARE(desk.model.said()->language, QStringLiteral("en"));
        QVERIFY(!desk.model.saidText().isEmpty());
        QVERIFY(desk.model.save());
        for (const Script &row : desk.voicemails("fr"))
            QCOMPARE(row.language == QLatin1String("en"), row.key == QLatin1String("voicemail_value"));
        desk.model.setLanguage(0);
        desk.model.setBody(QStringLiteral(" "));
        QVERIFY(isBlocked(desk.model.findings()));
        QCOMPARE(desk.model.save().error().code, Error::Code::Invalid);
        desk.model.setActive(false);
        QVERIFY(!isBlocked(desk.model.findings()));
    }
    void itReadsAsOnACallWithALead()
    {
        Desk desk;
        LeadBuilder build(desk.store);
        const LeadId lead = build.add({.first = "Sam", .last = "Okafor", .owner = desk.store.dana});
        QVERIFY(desk.model.setLead(lead, QStringLiteral("Sam Okafor")));
        CallStep step = desk.model.steps().front();
        step.say = QStringLiteral("{first}, this is {rep}.");
        desk.model.setStep(0, step);
        QVERIFY2(desk.model.saidSteps().front().say.startsWith(QStringLiteral("Sam, this is Dana")),
            qPrintable(desk.model.saidSteps().front().say));
        QCOMPARE(desk.model.steps().front().say, step.say);
        QCOMPARE(desk.model.setLead(LeadId{newId(4)}, {}).error().code, Error::Code::NotFound);
        QVERIFY(desk.model.saidSteps().front().say.startsWith(QStringLiteral("Sam")));
    }
    void voicemailsChangePlacesInTheRotation()
    {
        Desk desk;
        const QString first = desk.voicemails()[0].key, second = desk.voicemails()[1].key;
        desk.open(first.toLatin1().constData());
        QVERIFY(!desk.model.mayMove(-1) && desk.model.mayMove(1));
        QVERIFY(desk.model.move(1));
        for (const char *language : {"en", "es", "fr"}) {
            QCOMPARE(desk.voicemails(language)[0].key, second);
            QCOMPARE(desk.voicemails(language)[1].key, first);
        }
        QCOMPARE(desk.store.count("deed WHERE verb='script'"), qint64(1));
        QVERIFY(undoLast(*desk.store));
        QCOMPARE(desk.voicemails()[0].key, first);
        desk.open(first.toLatin1().constData());
        desk.model.setBody(QStringLiteral("half"));
        QVERIFY(!desk.model.mayMove(1)); // what was typed would be of another version
        const auto moved = desk.model.move(1);
        QVERIFY(moved && moved->isNull());
    }
    void oneOfTheStoresOwnIsAddedUsedAndRemoved()
    {
        Desk desk;
        const auto key = desk.model.add(ScriptKind::Voicemail, QStringLiteral("New voicemail"));
        QVERIFY(key);
        QCOMPARE(desk.voicemails().size(), size_t(4)); // it has no words yet
        desk.open(key->toLatin1().constData());
        QVERIFY(desk.model.isStoresAlone() && !desk.model.typed().active);
        desk.model.setBody(QStringLiteral("Hi, {rep} at {store}."));
        desk.model.setActive(true);
        QVERIFY(desk.model.save());
        QCOMPARE(desk.voicemails().size(), size_t(5));
        QCOMPARE(desk.voicemails().back().key, *key);
        QCOMPARE(desk.voicemails("fr").back().language, QStringLiteral("en"));
        QVERIFY(desk.model.drop());
        QCOMPARE(desk.voicemails().size(), size_t(4));
        QVERIFY(undoLast(*desk.store));
        QCOMPARE(desk.voicemails().size(), size_t(5));
    }
    void whoMayNotChangeItReadsAndLosesNothing()
    {
        Desk desk;
        desk.store->setPerson(desk.store.dana);
        QVERIFY(!desk.model.mayEdit() && !desk.model.mayMove(1));
        desk.model.setTitle(QStringLiteral("Mine"));
        const auto refused = desk.model.save();
        QCOMPARE(refused.error().code, Error::Code::Denied);
        QVERIFY(ScriptWords::saveError(refused.error()).contains(QStringLiteral("Managers")));
        QCOMPARE(desk.model.typed().title, QStringLiteral("Mine"));
        QCOMPARE(desk.model.add(ScriptKind::Call, QStringLiteral("x")).error().code, Error::Code::Denied);
        QCOMPARE(desk.store.count("script"), qint64(0));
    }
    void aSecondPersonWasQuicker()
    {
        Desk desk;
        desk.open("voicemail_value");
        ScriptEditModel other(*desk.store);
        other.open(QStringLiteral("voicemail_value"), desk.rows.scripts());
        other.setBody(QStringLiteral("Other"));
        QVERIFY(other.save());
        desk.model.setBody(QStringLiteral("Mine"));
        QCOMPARE(desk.model.save().error().code, Error::Code::Conflict);
        QCOMPARE(desk.model.typed().body, QStringLiteral("Mine"));
    }
    void nothingIsDoneBeforeOneIsOpen()
    {
        TestStore store;
        ScriptEditModel model(*store);
        model.setTitle(QStringLiteral("x"));
        model.setBody(QStringLiteral("x"));
        model.setActive(false);
        model.addStep(0);
        QVERIFY(!model.isChanged() && !model.said() && model.findings().empty() && !model.mayMove(1));
    }
};
UPDESK_TEST(TestScriptEditModel);
#include "tst_scripteditmodel.moc"
