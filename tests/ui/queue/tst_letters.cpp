// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/leadverbs.h"
#include "tests/support/suite.h"
#include "tests/ui/queue/queuedesk.h"

#include <QMenu>
#include <QSignalSpy>

using namespace updesk;

/// Every letter of the lead's page works on its row too, under the key that this person gave it.
class TestLetters : public QObject
{
    Q_OBJECT
    static QKeyEvent press(QKeySequence keys) { return {QEvent::KeyPress, keys[0].key(), keys[0].keyboardModifiers()}; }
    /// What stands in the row's menu, also in what opens from it: words and key.
    static std::map<QString, QString> entries(const QMenu &menu)
    {
        std::map<QString, QString> all;
        for (const QAction *action : menu.actions()) {
            if (action->menu())
                all.merge(entries(*action->menu()));
            else if (!action->isSeparator())
                all[action->text()] = action->shortcut().toString();
        }
        return all;
    }
    static std::map<QString, QString> rowMenu(QueueDesk &desk)
    {
        std::map<QString, QString> all;
        QTimer::singleShot(0, &desk.view(), [&all] {
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            if (!menu)
                return;
            all = entries(*menu);
            menu->close();
        });
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
        QApplication::sendEvent(&desk.view(), &event);
        return all;
    }

private Q_SLOTS:
    void cleanup()
    {
        letterKeys()->setOn(true);
        letterKeys()->setText({});
    }
    void whatOnlyThePageCanDoOpensItForThat_data()
    {
        QTest::addColumn<int>("letter");
        for (const Letter letter : {Letter::CallOther, Letter::Text, Letter::Email, Letter::Appointment, Letter::Note,
                 Letter::Snooze, Letter::Sold, Letter::Merge, Letter::Apart, Letter::Consent, Letter::Household,
                 Letter::Details, Letter::CoBuyer, Letter::Garage, Letter::Payment, Letter::Appraise, Letter::FollowUp})
            QTest::addRow("%s", qPrintable(LetterKeys::usual(letter).toString())) << int(letter);
    }
    void whatOnlyThePageCanDoOpensItForThat()
    {
        QFETCH(int, letter);
        QueueDesk desk;
        const LeadId lead = desk.leads.add({.first = "Dev", .last = "Patel"});
        QueueScreen &screen = desk.open();
        QSignalSpy wanted(&screen, &QueueScreen::pageWanted);
        const QKeyCombination key = LetterKeys::usual(Letter(letter))[0];
        desk.key(key.key(), key.keyboardModifiers());
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.front()[0].value<LeadId>(), lead);
        QCOMPARE(int(wanted.front()[1].value<Letter>()), letter);
        const auto menu = rowMenu(desk);
        QVERIFY2(
            std::ranges::any_of(menu, [&](const auto &entry) { return entry.second == QKeySequence(key).toString(); }),
            "the row's menu has it too");
    }
    // What a customer said is not taken back: who says what it means reads it first.
    void wordsInDoubtAreReadBeforeTheyAreJudged()
    {
        QueueDesk desk;
        const LeadId lead = desk.leads.add({.first = "Dev", .last = "Patel"});
        desk.leads.plan(lead, Task::Kind::Decide, Channel::Text, 0, 0, 0);
        QueueScreen &screen = desk.open();
        QSignalSpy opened(&screen, &QueueScreen::openLead), wanted(&screen, &QueueScreen::pageWanted);
        desk.key(Qt::Key_X, Qt::ShiftModifier);
        desk.key(Qt::Key_Y, Qt::ShiftModifier);
        QCOMPARE(opened.count(), 2);
        QCOMPARE(wanted.count(), 0);
        QVERIFY(rowMenu(desk).contains(QStringLiteral("Read the words that may mean stop")));
    }
    void aChangedLetterActsAtOnceAndIsShown()
    {
        QueueDesk desk;
        desk.leads.add({.first = "Dev", .last = "Patel"});
        QueueScreen &screen = desk.open();
        QCOMPARE(desk.model().line(0).key, QStringLiteral("C"));
        QSignalSpy called(&screen, &QueueScreen::callLead);
        letterKeys()->set(Letter::Call, Qt::Key_I);
        QCOMPARE(desk.model().line(0).key, QStringLiteral("I"));
        QCOMPARE(rowMenu(desk)[QStringLiteral("Call")], QStringLiteral("I"));
        desk.key(Qt::Key_C);
        QCOMPARE(called.count(), 0);
        desk.key(Qt::Key_I);
        QCOMPARE(called.count(), 1);
    }
    void whereLettersAreOffNoneIsShownAndNoneActs()
    {
        QueueDesk desk;
        const LeadId first = desk.leads.add({.first = "Dev", .last = "Patel", .ago = kMinute});
        desk.leads.add({.first = "Max", .last = "Stone"});
        QueueScreen &screen = desk.open();
        letterKeys()->setOn(false);
        QCOMPARE(desk.model().line(0).key, QString());
        for (const auto &[words, keys] : rowMenu(desk))
            QVERIFY2(!isLetterKey(QKeySequence(keys)), qPrintable(words));
        QSignalSpy called(&screen, &QueueScreen::callLead), wanted(&screen, &QueueScreen::pageWanted);
        for (int key = Qt::Key_A; key <= Qt::Key_Z; ++key)
            desk.key(Qt::Key(key));
        QCOMPARE(called.count() + wanted.count(), 0);
        QCOMPARE(screen.currentLead(), first);
        desk.key(Qt::Key_Down); // every other key still does
        QVERIFY(screen.currentLead() != first);
    }
    void oneLetterIsNeverGivenTwice()
    {
        LetterKeys &keys = *letterKeys();
        QVERIFY(keys.refusal(Letter::Note, Qt::Key_C).contains(QStringLiteral("Call")));
        QVERIFY(keys.refusal(Letter::Note, Qt::Key_J).contains(QStringLiteral("Next row")));
        for (const QKeySequence &no : {QKeySequence(Qt::Key_1), QKeySequence(Qt::Key_F7), QKeySequence(Qt::Key_Space),
                 QKeySequence(Qt::CTRL | Qt::Key_I), QKeySequence()})
            QVERIFY2(!keys.refusal(Letter::Note, no).isEmpty(), qPrintable(no.toString()));
        keys.set(Letter::Note, Qt::Key_C);
        QCOMPARE(keys.chosen(Letter::Note), QKeySequence(Qt::Key_N));
        QVERIFY(keys.refusal(Letter::Note, Qt::Key_N).isEmpty()); // its own
        QVERIFY(keys.refusal(Letter::Note, Qt::SHIFT | Qt::Key_I).isEmpty());
        QSet<QString> usual;
        for (int i = 0; i < kLetterCount; ++i)
            usual.insert(LetterKeys::usual(Letter(i)).toString());
        QCOMPARE(usual.size(), kLetterCount);
    }
    void whatIsKeptComesBackAndWhatIsBrokenIsTheUsual()
    {
        LetterKeys &keys = *letterKeys();
        QVERIFY(keys.areUsual());
        keys.set(Letter::Note, Qt::Key_I);
        keys.set(Letter::Merge, Qt::SHIFT | Qt::Key_Q);
        const QString kept = keys.text();
        QVERIFY(!keys.areUsual());
        keys.setText({});
        QVERIFY(keys.areUsual());
        keys.setText(kept);
        QCOMPARE(keys.chosen(Letter::Note), QKeySequence(Qt::Key_I));
        QCOMPARE(keys.chosen(Letter::Merge), QKeySequence(Qt::SHIFT | Qt::Key_Q));
        QCOMPARE(keys.chosen(Letter::Call), QKeySequence(Qt::Key_C));
        for (const char *broken : {"[", "{\"note\":7}", "{\"note\":\"C\"}", "{\"note\":\"J\"}", "{\"note\":\"Ctrl+I\"}",
                 "{\"note\":\"\",\"what\":\"I\"}", "{\"note\":\"I\",\"call\":\"I\"}"}) {
            keys.setText(QString::fromLatin1(broken));
            QVERIFY2(keys.areUsual(), broken);
        }
    }
};

UPDESK_TEST(TestLetters);
#include "tst_letters.moc"
