// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/heard.h"
#include "core/desk/contactrows.h"
#include "core/desk/deed.h"
#include "core/desk/gaterows.h"
#include "core/leads/doubt.h"
#include "tests/ui/lead/leaddesk.h"
#include "ui/lead/doubtline.h"
#include "ui/lead/timelinewords.h"
#include "ui/parts/button.h"

using namespace updesk;

/// Words that may mean stop, read by a person in the panel.
class TestDoubtLine : public QObject
{
    Q_OBJECT

    struct Doubtful : LeadDesk {
        explicit Doubtful(const QString &words = QStringLiteral("qiut"))
        {
            show();
            hear(words);
        }
        void hear(const QString &words)
        {
            const auto heard = doDeed(*session, "test", {captured.lead}, [&](Transaction &tx) -> Result<void> {
                const auto means = hearWords(tx, captured.lead, Channel::Text, words);
                return means ? Result<void>() : means.error();
            });
            if (!heard)
                qFatal("doubt %s", qPrintable(heard.error().subject));
            QCoreApplication::processEvents();
        }
        DoubtLine *line() const { return find<DoubtLine>("lead.doubt"); }
        bool isUnclear() { return standingConsent(session->database(), captured.customer)->unclear; }
        Contactable can() { return *contactable(session->database(), captured.customer); }
    };

private Q_SLOTS:
    void cleanup() { setTextSize(100); }

    void nothingIsAskedWithoutDoubt()
    {
        LeadDesk desk;
        desk.show();
        QVERIFY(!desk.shows("lead.doubt"));
        desk.key(Qt::Key_X, Qt::ShiftModifier);
        QVERIFY(desk.said.isEmpty());
        QVERIFY(contactable(desk.session->database(), desk.captured.customer)->call);
    }
    void theirWordsStandThereWithWhatCanBeDone()
    {
        Doubtful desk;
        QVERIFY(desk.line()->isVisible());
        QVERIFY2(desk.line()->words().contains(QStringLiteral("“qiut”")), qPrintable(desk.line()->words()));
        for (const char *name : {"lead.doubt.stop", "lead.doubt.goOn"}) {
            const auto *button = desk.find<Button>(name);
            QVERIFY(button->isVisible() && (button->focusPolicy() & Qt::TabFocus));
            QVERIFY2(button->toolTip().contains(QStringLiteral("Shift")), qPrintable(button->toolTip()));
        }
        const LeadNow now = desk.now();
        QVERIFY(isDoubt(now.nextKind, now.nextChannel));
    }
    void goingOnByKeyFreesWhatWasHeld()
    {
        Doubtful desk;
        desk.key(Qt::Key_Y, Qt::ShiftModifier);
        QVERIFY(!desk.shows("lead.doubt"));
        QVERIFY(!desk.isUnclear());
        QVERIFY(desk.can().call && desk.can().email);
        QCOMPARE(desk.count("task WHERE kind=7 AND dropped=0"), 0);
        QCOMPARE(desk.said, QStringList{QStringLiteral("It does not mean stop: what was held goes on.")});
        desk.key(Qt::Key_Y, Qt::ShiftModifier); // once more says nothing
        QCOMPARE(desk.said.size(), 1);
        desk.clock.advance(kMinute);
        desk.hear(QStringLiteral("wrong number"));
        QVERIFY(desk.line()->words().contains(QStringLiteral("“wrong number”")));
    }
    void noContactByKeyOrButton_data()
    {
        QTest::addColumn<bool>("byKey");
        QTest::newRow("key") << true;
        QTest::newRow("button") << false;
    }
    void noContactByKeyOrButton()
    {
        QFETCH(bool, byKey);
        Doubtful desk;
        if (byKey)
            desk.key(Qt::Key_X, Qt::ShiftModifier);
        else
            QTest::keyClick(desk.find<Button>("lead.doubt.stop"), Qt::Key_Space);
        QVERIFY(!desk.shows("lead.doubt"));
        QVERIFY(!desk.can().call && !desk.can().text && !desk.can().email);
        QCOMPARE(desk.count("consent WHERE state=2 AND words='qiut'"), 1);
        QVERIFY(desk.now().nextKind == Task::Kind::Decide && desk.now().nextChannel == Channel::None);
    }
    void theHistorySaysWhoDecidedWhat_data()
    {
        QTest::addColumn<bool>("stops");
        QTest::newRow("no contact") << true;
        QTest::newRow("go on") << false;
    }
    void theHistorySaysWhoDecidedWhat()
    {
        QFETCH(bool, stops);
        Doubtful desk;
        desk.session->setPerson(desk.mike);
        desk.clock.advance(kMinute);
        desk.key(stops ? Qt::Key_X : Qt::Key_Y, Qt::ShiftModifier);
        const auto rows = timelineRows(desk.session->database(), desk.captured.customer, TimelineKind::All, 50);
        QVERIFY(rows);
        const auto code = stops ? Activity::Code::DoubtRefuses : Activity::Code::DoubtGoesOn;
        const auto row =
            std::find_if(rows->begin(), rows->end(), [&](const TimelineRow &one) { return one.activity.code == code; });
        QVERIFY(row != rows->end());
        QCOMPARE(row->activity.at, desk.clock.now());
        const LeadWords words(*desk.session->rules());
        const TimelineText text = timelineText(*row, words, desk.clock.now());
        QCOMPARE(text.who, words.person(desk.mike));
        QVERIFY2(text.text.contains(QStringLiteral("“qiut”")), qPrintable(text.text));
        QVERIFY(text.text.contains(stops ? QStringLiteral("no contact") : QStringLiteral("not meaning stop")));
        desk.key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!row->struckOut);
    }
    // What undo does then is of the deed before.
    void noUndoIsOfferedForWhatACustomerSaid()
    {
        Doubtful desk;
        QSignalSpy said(desk.screen.get(), &LeadScreen::said);
        desk.key(Qt::Key_Y, Qt::ShiftModifier);
        QCOMPARE(said.size(), 1);
        QCOMPARE(said.front().at(1).toBool(), false);
    }
    void aSecondPersonWasQuicker()
    {
        Doubtful desk;
        {
            const QSignalBlocker deaf(desk.session.get()); // another desk's row that has only just come
            QVERIFY(settleDoubt(*desk.session, desk.captured.lead, false));
        }
        QVERIFY(desk.line()->isVisible());
        desk.key(Qt::Key_X, Qt::ShiftModifier);
        QVERIFY(!desk.shows("lead.doubt"));
        QVERIFY(desk.can().call);
    }
    void hostileWordsStayWordsAndFit()
    {
        Doubtful desk(QStringLiteral("<b>wrong number</b>\n\u202e ") + QString(900, u'W'));
        QVERIFY(desk.line()->isVisible());
        QVERIFY(desk.line()->words().contains(QStringLiteral("<b>wrong number</b>")));
        QVERIFY(!desk.line()->words().contains(QChar(0x202e)));
        QVERIFY(desk.line()->words().size() < 500);
        QVERIFY(desk.line()->width() <= desk.screen->width());
        QVERIFY(desk.line()->minimumSizeHint().width() <= 774);
    }
    void anotherLeadHasNoneOfIt()
    {
        Doubtful desk;
        desk.screen->open(desk.add(desk.webLead(8)).lead);
        QVERIFY(!desk.shows("lead.doubt"));
        desk.screen->open(desk.captured.lead);
        QVERIFY(desk.shows("lead.doubt"));
    }
    void itIsSeenAtEveryTextSize()
    {
        Doubtful desk;
        for (const int size : {100, 200}) {
            setTextSize(size);
            QCoreApplication::processEvents();
            const QPixmap picture = desk.screen->grab();
            QVERIFY(!picture.isNull());
            QVERIFY(desk.find<Button>("lead.doubt.goOn")->geometry().right() <= desk.line()->width());
        }
    }
};
UPDESK_TEST(TestDoubtLine);
#include "tst_doubt.moc"
